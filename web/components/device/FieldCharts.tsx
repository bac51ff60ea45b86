import { useMemo } from "preact/hooks";
import { type Field, type FieldGroup, FIELDS } from "../../data/fields.ts";
import { valueWords } from "../../client/device/describe.ts";
import { fieldData, fieldSpec, valueAt } from "../../client/device/field_chart.ts";
import type { DeviceModel } from "../../client/device/model.ts";
import type { DeviceControls } from "../../client/device/run.ts";
import type { DeviceNow } from "../../client/fleet/device_now.ts";
import { clock } from "../../client/live/session.ts";
import { extent } from "../../client/series/field_columns.ts";
import { Plot } from "../chart/Plot.tsx";
import { Section } from "../parts/Section.tsx";

const GROUPS: readonly (readonly [FieldGroup, string])[] = [
  ["motion", "Motion"],
  ["system", "System"],
  ["network", "Network"],
  ["detection", "Detection"],
];

interface Props {
  readonly model: DeviceModel;
  readonly controls: DeviceControls;
  readonly device: () => DeviceNow;
}

/** Every field that the large chart does not show, in groups, under one crosshair. */
export function FieldCharts(props: Props) {
  const shown = props.model.field.value;
  return (
    <Section
      title="Telemetry"
      end={<small>same range, same crosshair; a name enlarges its chart</small>}
      class="needs-script"
    >
      {GROUPS.map(([group, title]) => {
        const fields = FIELDS.filter((field) => field.group === group && field.name !== shown);
        if (fields.length === 0) return null;
        return (
          <div key={group}>
            <h3 class="group">{title}</h3>
            <div class="multi">
              {fields.map((field) => <FieldChart key={field.name} field={field} {...props} />)}
            </div>
          </div>
        );
      })}
    </Section>
  );
}

function FieldChart({ model, controls, device, field }: Props & { readonly field: Field }) {
  const spec = useMemo(() => fieldSpec(model, controls, field, "small", device), [field]);
  const shown = extent(model.columns(field));
  const [value, unit] = valueWords(valueAt(model, field, model.cursor.value), field);
  const [least, greatest] = [shown?.min ?? null, shown?.max ?? null].map((bound) =>
    valueWords(bound, field).join(" ")
  );
  return (
    <div class="cellplot">
      <h4>
        <button type="button" class="link" onClick={() => controls.enlarge(field.name)}>
          {field.label}
        </button>
        <b>
          {value} {unit}
        </b>
      </h4>
      <Plot
        class="small"
        spec={spec}
        data={() => fieldData(model, field)}
        revision={() => [model.revision.value, model.account.value, clock.value]}
      />
      <p>
        <span>min {least}</span>
        <span>max {greatest}</span>
      </p>
    </div>
  );
}
