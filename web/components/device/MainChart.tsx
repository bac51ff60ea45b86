import { useMemo } from "preact/hooks";
import type { Field } from "../../data/fields.ts";
import type { MountedPlot } from "../../client/chart/mount.ts";
import { linePath } from "../../client/chart/svg_path.ts";
import { resolutionWords, valueWords } from "../../client/device/describe.ts";
import { fieldData, fieldSpec, valueAt, yRange } from "../../client/device/field_chart.ts";
import { type DeviceModel, justFilled } from "../../client/device/model.ts";
import type { DeviceControls } from "../../client/device/run.ts";
import type { DeviceNow } from "../../client/fleet/device_now.ts";
import { formatSpan } from "../../client/format/age.ts";
import { formatNumber } from "../../client/format/number.ts";
import { formatTime } from "../../client/format/time.ts";
import { clock } from "../../client/live/session.ts";
import { LATE_AFTER } from "../../client/series/late.ts";
import { extent } from "../../client/series/field_columns.ts";
import { zone } from "../../client/settings.ts";
import { Plot } from "../chart/Plot.tsx";
import { Spark } from "../chart/Spark.tsx";
import { useNow } from "../parts/hooks.ts";
import { EmptyRange } from "./EmptyRange.tsx";
import { Lane } from "./Lane.tsx";

/** The large chart of one field, with its legend and lane. */
export function MainChart(
  { model, controls, field, device, made, mounted }: {
    readonly model: DeviceModel;
    readonly controls: DeviceControls;
    readonly field: Field;
    readonly device: () => DeviceNow;
    readonly made: number;
    readonly mounted: (plot: MountedPlot | undefined) => void;
  },
) {
  const spec = useMemo(() => fieldSpec(model, controls, field, "large", device), [field]);
  return (
    <figure class={model.isBusy.value ? "plot busy" : "plot"} aria-busy={model.isBusy.value}>
      <Legend model={model} field={field} made={made} />
      <div class="frame">
        <Plot
          class="area"
          spec={spec}
          data={() => fieldData(model, field)}
          revision={() => [model.revision.value, model.account.value, clock.value]}
          label={`${field.label} of ${model.id} over time; the same data is in the table below`}
          mounted={mounted}
        >
          <Spark path={path(model, field, made)} />
        </Plot>
        <EmptyRange model={model} made={made} />
      </div>
      <Lane model={model} made={made} />
    </figure>
  );
}

function Legend(
  { model, field, made }: {
    readonly model: DeviceModel;
    readonly field: Field;
    readonly made: number;
  },
) {
  const now = useNow(made);
  const [, table] = [model.revision.value, model.table];
  const at = model.cursor.value ?? table.ts.at(-1) ?? null;
  const [value, unit] = valueWords(valueAt(model, field, model.cursor.value), field);
  const delay = at === null ? null : delayAt(model, at);
  const filled = justFilled(model.filled.value, now);
  return (
    <figcaption class="legend">
      <span>
        <b>{at === null ? "–" : formatTime(at, zone.value, now)}</b>
      </span>
      <span>
        <i class="k l1" />
        {field.label.toLowerCase()} <b>{value}</b> {unit}
      </span>
      {delay !== null && <span class="late">stored {formatSpan(delay)} late</span>}
      {filled > 0 && (
        <span class="late changed">{formatNumber(filled)} late readings filled in</span>
      )}
      {resolutionWords(table) && <span class="p1">{resolutionWords(table)}</span>}
    </figcaption>
  );
}

/** How much later than taken the reading at a moment was received, if that is late. */
function delayAt(model: DeviceModel, at: number): number | null {
  const { table } = model;
  const column = table.at("received");
  const row = table.rows[table.position(at)];
  if (column === undefined || row === undefined) return null;
  const delay = (row[column] as number) - (row[0] as number);
  return delay > LATE_AFTER ? delay : null;
}

function path(model: DeviceModel, field: Field, made: number): string {
  const { from, to } = model.bounds(made);
  const columns = model.columns(field);
  const shown = extent(columns);
  const y = yRange(field, shown?.min ?? null, shown?.max ?? null);
  return linePath(columns.x, columns.y, [from, to], y, model.table.gapMs);
}
