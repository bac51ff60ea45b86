import { useMemo } from "preact/hooks";
import { type LettersAddress, lettersPath } from "../client/letters/address.ts";
import { MANY, newerLetters } from "../client/letters/newer.ts";
import { formatNumber } from "../client/format/number.ts";
import { useMount } from "../components/parts/hooks.ts";

/** Says that there are newer letters than those on the page, and leads there: nothing moves by itself. */
export default function NewerLetters(
  { address, after }: { readonly address: LettersAddress; readonly after: number },
) {
  const newer = useMemo(() => newerLetters(address, after), []);
  useMount(() => newer.run());
  const count = newer.count.value;
  if (count === 0) return null;
  return (
    <a class="btn" href={lettersPath(address)} aria-current="false">
      {count >= MANY ? `${formatNumber(MANY)} or more` : count} newer{" "}
      {count === 1 ? "letter" : "letters"}
    </a>
  );
}
