import type { DeviceLedger, EpochLedger, MissingRange } from "../../data/ledger/types.ts";
import { formatNumber } from "../../client/format/number.ts";
import { Scroll, Section } from "../parts/Section.tsx";
import { At } from "../parts/When.tsx";

/** What is missing or abandoned, where and of which time; nothing if nothing is. */
export function Problems(
  { devices, made }: { readonly devices: readonly DeviceLedger[]; readonly made: number },
) {
  const rows = devices.flatMap(({ device_id, epochs }) =>
    epochs.flatMap((epoch) => problemsOf(epoch).map((what) => ({ device_id, epoch, what })))
  );
  if (rows.length === 0) return null;
  return (
    <Section title="What needs someone" note={`${formatNumber(rows.length)} lines`}>
      <Scroll label="Missing and abandoned readings">
        <table class="stick">
          <thead>
            <tr>
              <th scope="col">Device</th>
              <th scope="col">What</th>
              <th scope="col" class="num">Readings</th>
              <th scope="col" class="num">Seq</th>
              <th scope="col">After</th>
              <th scope="col">Before</th>
              <th scope="col" class="num p2">Epoch</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ device_id, epoch, what }) => (
              <tr key={`${device_id} ${epoch.epoch} ${what.seqs}`}>
                <th scope="row" class="clip">
                  <a class="id" href={linkTo(device_id, what.range)}>{device_id}</a>
                </th>
                <td class={what.colour}>{what.word}</td>
                <td class="num">{formatNumber(what.count)}</td>
                <td class="num">{what.seqs}</td>
                <td>{moment(what.range.after, made)}</td>
                <td>{moment(what.range.before, made)}</td>
                <td class="num id p2">{epoch.epoch}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Section>
  );
}

interface Problem {
  readonly word: "missing" | "abandoned";
  readonly colour: "crit" | "warn";
  readonly count: number;
  readonly seqs: string;
  readonly range: MissingRange;
}

function problemsOf(epoch: EpochLedger): Problem[] {
  const listed = epoch.missing_ranges.map((range): Problem => {
    const count = range.to - range.from + 1;
    const seqs = count === 1 ? `${range.from}` : `${range.from}–${range.to}`;
    return { word: "missing", colour: "crit", count, seqs, range };
  });
  const more = (epoch.missing ?? 0) - listed.reduce((sum, { count }) => sum + count, 0);
  const range = { from: 0, to: 0, after: epoch.last, before: null };
  if (more > 0) {
    listed.push({ word: "missing", colour: "crit", count: more, seqs: "further on", range });
  }
  if (epoch.abandoned === 0) return listed;
  const count = epoch.abandoned;
  return [...listed, { word: "abandoned", colour: "warn", count, seqs: "the last", range }];
}

const MARGIN = 60_000; // ms

/** The device's page over the time of a gap. */
function linkTo(device: string, { after, before }: MissingRange): string {
  const path = `/devices/${device}`;
  const [from, to] = [after ?? before, before ?? after];
  if (from === null || to === null) return path;
  return `${path}?from=${Math.floor(from - MARGIN)}&to=${Math.ceil(to + MARGIN)}`;
}

function moment(ms: number | null, made: number) {
  return ms === null ? "–" : <At ms={ms} made={made} />;
}
