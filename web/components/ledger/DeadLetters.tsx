import type { ReasonLine, Reasons } from "../../data/letters/types.ts";
import { formatNumber } from "../../client/format/number.ts";
import { lettersPath } from "../../client/letters/address.ts";
import NewerLetters from "../../islands/NewerLetters.tsx";
import Time from "../../islands/Time.tsx";
import { CsvLink } from "../letters/CsvLink.tsx";
import { Payload } from "../letters/Payload.tsx";
import { Linked, ReasonWords } from "../letters/Reason.tsx";
import { Scroll, Section } from "../parts/Section.tsx";

/** What was refused, by reason, with an example of each; null if it did not come in time. */
export function DeadLetters(
  { letters, made }: { readonly letters: Reasons | null; readonly made: number },
) {
  if (letters !== null) return <Known letters={letters} made={made} />;
  return (
    <Section id="dead" title="Dead letters">
      <p class="note" role="alert">
        Not available now. <a href={lettersPath({})}>Look at them</a>
      </p>
    </Section>
  );
}

/** The server's HTML alone. */
function Known(
  { letters: { cut, reasons }, made }: { readonly letters: Reasons; readonly made: number },
) {
  const count = reasons.reduce((sum, { letters }) => sum + letters, 0);
  const newest = Math.max(...reasons.map(({ last }) => last));
  return (
    <Section
      id="dead"
      title="Dead letters"
      note={`${formatNumber(count)} kept, with topic and payload`}
      end={
        <>
          <NewerLetters address={{}} after={reasons.length === 0 ? made : newest} />
          <a class="btn" href={lettersPath({})}>All letters</a>
          <CsvLink address={{}} total={count} />
        </>
      }
    >
      {reasons.length === 0
        ? <p class="note">None: everything that arrived is stored as what it was meant to be.</p>
        : <Table reasons={reasons} made={made} />}
      {cut !== null && (
        <p class="note">
          A flood: counted is what was received after <Time ms={cut} made={made} />.
        </p>
      )}
    </Section>
  );
}

function Table(
  { reasons, made }: { readonly reasons: readonly ReasonLine[]; readonly made: number },
) {
  return (
    <Scroll label="Dead letters by reason">
      <table class="dead-letters">
        <thead>
          <tr>
            <th scope="col">Reason, and the newest letter</th>
            <th scope="col" class="num">Letters</th>
            <th scope="col" class="p2">Code</th>
            <th scope="col" class="p1">Device</th>
            <th scope="col" class="num p2">First</th>
            <th scope="col" class="num">Last</th>
          </tr>
        </thead>
        <tbody>
          {reasons.map((line) => <Line key={line.reason} line={line} made={made} />)}
        </tbody>
      </table>
    </Scroll>
  );
}

function Line({ line, made }: { readonly line: ReasonLine; readonly made: number }) {
  const { reason, letters, first, last, example } = line;
  return (
    <tr>
      <th scope="row" class="wrap">
        <details>
          <summary data-row>
            <ReasonWords reason={reason} />
          </summary>
          <Payload letter={example} />
        </details>
      </th>
      <td class="num">
        <Linked reason={reason}>
          <b>{formatNumber(letters)}</b>
        </Linked>
      </td>
      <td class="p2">
        <code>{reason}</code>
      </td>
      <td class="p1 clip">{devicesOf(line)}</td>
      <td class="num p2">
        <Time ms={first} made={made} />
      </td>
      <td class="num">
        <Time ms={last} made={made} />
      </td>
    </tr>
  );
}

function devicesOf({ devices, device_id }: ReasonLine) {
  if (device_id !== null) return <span class="id">{device_id}</span>;
  return devices === 0 ? "unknown sender" : `${formatNumber(devices)} devices`;
}
