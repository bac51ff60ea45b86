import { useMemo } from "preact/hooks";
import { type LettersAddress, lettersPath } from "../client/letters/address.ts";
import { MANY, newerLetters } from "../client/letters/newer.ts";
import { formatNumber } from "../client/format/number.ts";
import { Aloud } from "../components/parts/Aloud.tsx";
import { useMount } from "../components/parts/hooks.ts";

/** Says that there are newer letters than those on the page, and leads there: nothing moves by itself. */
export default function NewerLetters(
  { address, after }: { readonly address: LettersAddress; readonly after: number },
) {
  const newer = useMemo(() => newerLetters(address, after), []);
  useMount(() => newer.run());
  const count = newer.count.value;
  return (
    <>
      <Aloud words={count === 0 ? "" : "There are newer letters"} />
      {count > 0 && (
        <a class="btn" href={lettersPath(address)} aria-current="false">
          {count >= MANY ? `${formatNumber(MANY)} or more` : count} newer{" "}
          {count === 1 ? "letter" : "letters"}
        </a>
      )}
    </>
  );
}
