import { MOST_ROWS } from "../../data/letters/rows.ts";
import type { Letters } from "../../data/letters/types.ts";
import { formatNumber } from "../../client/format/number.ts";
import { type LettersAddress, lettersPath, upToCut } from "../../client/letters/address.ts";
import Time from "../../islands/Time.tsx";

/** Says that there is more than is looked at, and leads to it. */
export function Cut(
  { cut, address, found: { from }, made }: {
    readonly cut: number;
    readonly address: LettersAddress;
    readonly found: Letters;
    readonly made: number;
  },
) {
  return (
    <p class="note">
      A flood: counted and listed is what was received after{" "}
      <Time ms={cut} made={made} />, the newest {formatNumber(MOST_ROWS)} rows.{" "}
      <a href={lettersPath(upToCut(address, from, cut))} aria-current="false">What came before</a>
    </p>
  );
}
