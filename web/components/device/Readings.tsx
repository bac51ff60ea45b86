import { useState } from "preact/hooks";
import type { Field } from "../../data/fields.ts";
import type { DeviceModel } from "../../client/device/model.ts";
import { isLate, shownColumns } from "../../client/device/rows.ts";
import { formatNumber } from "../../client/format/number.ts";
import type { Row } from "../../client/series/history_table.ts";
import { zone } from "../../client/settings.ts";
import { useNow } from "../parts/hooks.ts";
import { PassingButton } from "../parts/PassingButton.tsx";
import { Scroll, Section } from "../parts/Section.tsx";

/** Rows beside the charts, and rows that are added at a time. */
const FEW = 12;
const PART = 200;

/** The rows that the charts are drawn from, newest first. */
export function Readings(
  { model, field, made }: {
    readonly model: DeviceModel;
    readonly field: Field;
    readonly made: number;
  },
) {
  const now = useNow(made);
  const [length, setLength] = useState(0);
  const [, table] = [model.revision.value, model.table];
  const count = Math.max(length, model.isTable.value ? PART : FEW);
  const rows = table.rows.slice(-count).reverse();
  const columns = shownColumns(table, field, zone.value, now);
  const left = table.rows.length - rows.length;
  return (
    <Section
      title="Readings"
      end={
        <small>
          newest first; {formatNumber(rows.length)} of {formatNumber(table.rows.length)} rows
        </small>
      }
    >
      <Scroll label="Readings of the range">
        <table>
          <thead>
            <tr>
              {columns.map(({ title, isFigure, leaves }) => (
                <th key={title} scope="col" class={classOf(isFigure, leaves)}>{title}</th>
              ))}
              <th scope="col">Account</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={keyOf(row)}>
                {columns.map(({ title, cell, isFigure, leaves }, i) =>
                  i === 0
                    ? <th key={title} scope="row">{cell(row)}</th>
                    : <td key={title} class={classOf(isFigure, leaves)}>{cell(row)}</td>
                )}
                <td>{isLate(table, row) ? <Stored late /> : <Stored />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {left > 0 && (
        <PassingButton class="more" onClick={() => setLength(rows.length + PART)}>
          Show {formatNumber(Math.min(PART, left))} older
        </PassingButton>
      )}
    </Section>
  );
}

function Stored({ late = false }: { readonly late?: boolean }) {
  return late
    ? (
      <span class="st late">
        <i class="sw late" />stored late
      </span>
    )
    : (
      <span class="st ok">
        <i class="sw ok" />stored
      </span>
    );
}

/** Two readings may share an instant, not the rest of their identity. */
function keyOf(row: Row): string {
  return row.slice(0, 4).join();
}

function classOf(isFigure: boolean, leaves: string | undefined): string | undefined {
  return [isFigure ? "num" : "", leaves ?? ""].join(" ").trim() || undefined;
}
