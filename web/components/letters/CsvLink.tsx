import { MOST_IN_FILE } from "../../data/letters/list.ts";
import { formatNumber } from "../../client/format/number.ts";
import { type LettersAddress, lettersQuery } from "../../client/letters/address.ts";

/** Leads to letters as a file; says so if it does not have all of them. */
export function CsvLink(
  { address, total }: { readonly address: LettersAddress; readonly total: number },
) {
  const query = lettersQuery(address);
  const most = formatNumber(MOST_IN_FILE);
  const isCut = total > MOST_IN_FILE;
  return (
    <a
      class="btn"
      href={`/api/dead-letters.csv${query && `?${query}`}`}
      title={isCut
        ? `A file has at most ${most} letters: for older ones ask for an earlier time`
        : undefined}
    >
      {isCut ? `CSV of the newest ${most}` : "CSV"}
    </a>
  );
}
