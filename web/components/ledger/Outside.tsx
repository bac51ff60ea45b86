import { type OutsideLedger, WHY_OUTSIDE } from "../../data/ledger/types.ts";
import { formatNumber } from "../../client/format/number.ts";
import { Scroll, Section } from "../parts/Section.tsx";
import { At } from "../parts/When.tsx";
import { LettersOf } from "./LettersOf.tsx";

/** Devices that nobody can draw a sum of. */
export function Outside(
  { outside, made }: { readonly outside: readonly OutsideLedger[]; readonly made: number },
) {
  if (outside.length === 0) return null;
  return (
    <Section title="Outside the account" note="devices without an outbox of ours">
      <Scroll label="Devices outside the account">
        <table class="stick">
          <thead>
            <tr>
              <th scope="col">Device</th>
              <th scope="col" class="num">Stored</th>
              <th scope="col" class="num">Dead-lettered</th>
              <th scope="col">Why</th>
              <th scope="col" class="num p2">Last reading</th>
            </tr>
          </thead>
          <tbody>
            {outside.map((one) => (
              <tr key={one.device_id}>
                <th scope="row" class="clip">
                  <a class="id" href={`/devices/${one.device_id}`}>{one.device_id}</a>
                </th>
                <td class="num">{formatNumber(one.stored)}</td>
                <td class="num">
                  <LettersOf device={one.device_id} count={one.dead_lettered} />
                </td>
                <td>{WHY_OUTSIDE[one.why]}</td>
                <td class="num p2">{one.last === null ? "–" : <At ms={one.last} made={made} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </Section>
  );
}
