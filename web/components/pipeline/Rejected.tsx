import type { PipelineReport } from "../../data/pipeline_types.ts";
import { formatNumber } from "../../client/format/number.ts";
import { Linked } from "../letters/Reason.tsx";
import { Scroll, Section } from "../parts/Section.tsx";

/** What was handled without loss: readings that came late or again, and rejected ones by reason. */
export function Rejected({ report }: { readonly report: PipelineReport }) {
  const total = report.rejected.reduce((sum, { count }) => sum + count, 0);
  return (
    <Section title="Handled without loss" note="in this range">
      <Scroll label="Handled without loss">
        <table>
          <thead>
            <tr>
              <th scope="col">What happened</th>
              <th scope="col" class="num">Readings</th>
              <th scope="col">Result</th>
            </tr>
          </thead>
          <tbody>
            <tr>
              <th scope="row">Arrived late</th>
              <Count value={report.late} />
              <td>stored at their own time</td>
            </tr>
            <tr>
              <th scope="row">
                Delivered again <small>since the database was started</small>
              </th>
              <Count value={report.replaced} />
              <td>each replaced itself, none is there twice</td>
            </tr>
            {report.rejected.map(({ reason, count }) => (
              <tr key={reason}>
                <th scope="row">
                  Refused:{" "}
                  <Linked reason={reason}>
                    <code>{reason}</code>
                  </Linked>
                </th>
                <Count value={count} />
                <td>dead-lettered, neighbours stored</td>
              </tr>
            ))}
            {total === 0 && (
              <tr>
                <th scope="row">Refused</th>
                <Count value={0} />
                <td class="dim">none</td>
              </tr>
            )}
          </tbody>
        </table>
      </Scroll>
    </Section>
  );
}

function Count({ value }: { readonly value: number }) {
  return <td class={value === 0 ? "num zero" : "num"}>{formatNumber(value)}</td>;
}
