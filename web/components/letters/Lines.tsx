import type { LetterLine, LetterLines } from "../../data/letters/types.ts";
import { formatNumber } from "../../client/format/number.ts";
import { type LettersAddress, lettersPath, NO_DEVICE } from "../../client/letters/address.ts";
import Time from "../../islands/Time.tsx";
import { Scroll, Section } from "../parts/Section.tsx";
import { Linked, ReasonWords } from "./Reason.tsx";

/** Lines that are seen at once; the others unfold. */
const FEW = 10;

/** How many letters there are by reason and device; the counts lead to them. */
export function Lines(
  { lines: { lines, more }, address, made }: {
    readonly lines: LetterLines;
    readonly address: LettersAddress;
    readonly made: number;
  },
) {
  const rest = lines.slice(FEW);
  const table = (label: string, lines: readonly LetterLine[]) => (
    <Table label={label} lines={lines} address={address} made={made} />
  );
  return (
    <Section title="By reason and device" note="each letter once, however often it came">
      {table("Letters by reason and device", lines.slice(0, FEW))}
      {rest.length > 0 && (
        <details>
          <summary data-row>{formatNumber(rest.length)} more lines</summary>
          {table("More letters by reason and device", rest)}
        </details>
      )}
      {more && (
        <p class="note">
          These are the {formatNumber(lines.length)}{" "}
          longest lines; ask for a reason or a device to see others.
        </p>
      )}
    </Section>
  );
}

function Table(
  { label, lines, address, made }: {
    readonly label: string;
    readonly lines: readonly LetterLine[];
    readonly address: LettersAddress;
    readonly made: number;
  },
) {
  return (
    <Scroll label={label}>
      <table class="letter-lines">
        <thead>
          <tr>
            <th scope="col">Device</th>
            <th scope="col" class="num">Letters</th>
            <th scope="col" class="num p2">First</th>
            <th scope="col" class="num">Last</th>
          </tr>
        </thead>
        {[...Map.groupBy(lines, ({ reason }) => reason)].map(([reason, lines]) => (
          <tbody key={reason}>
            <tr>
              <th scope="rowgroup" colSpan={4} class="wrap">
                <ReasonWords reason={reason} />{" "}
                <Linked reason={reason} address={address}>
                  <code>{reason}</code>
                </Linked>
              </th>
            </tr>
            {lines.map((line) => (
              <Line key={line.device_id} line={line} address={address} made={made} />
            ))}
          </tbody>
        ))}
      </table>
    </Scroll>
  );
}

function Line(
  { line: { reason, device_id, letters, first, last }, address, made }: {
    readonly line: LetterLine;
    readonly address: LettersAddress;
    readonly made: number;
  },
) {
  const ofDevice = { ...address, device: device_id ?? NO_DEVICE };
  return (
    <tr>
      <th scope="row" class="clip">
        <a
          class={device_id === null ? undefined : "id"}
          href={lettersPath(ofDevice)}
          aria-current="false"
        >
          {device_id ?? "unknown sender"}
        </a>
      </th>
      <td class="num">
        <Linked reason={reason} address={ofDevice} row>
          <b>{formatNumber(letters)}</b>
        </Linked>
      </td>
      <td class="num p2">
        <Time ms={first} made={made} />
      </td>
      <td class="num">
        <Time ms={last} made={made} />
      </td>
    </tr>
  );
}
