import type { ComponentChildren } from "preact";
import { type LettersAddress, NO_DEVICE } from "../../client/letters/address.ts";

/** That there are none, of what was asked for. */
export function NoLetters(
  { address, newer }: { readonly address: LettersAddress; readonly newer: ComponentChildren },
) {
  const isFiltered = Object.keys(address).length > 0;
  return (
    <div class="message">
      <h2>{isFiltered ? "No such letters" : "No dead letters"}</h2>
      <p>
        {isFiltered
          ? `None is kept ${asked(address)}.`
          : "Everything that arrived is stored as what it was meant to be."}
      </p>
      <p>
        {newer}{" "}
        {isFiltered && <a class="btn" href="/dead-letters" aria-current="false">All letters</a>}
      </p>
    </div>
  );
}

function asked({ reason, device, ...times }: LettersAddress): string {
  const words: string[] = [];
  if (reason !== undefined) words.push(`with the reason ${reason}`);
  if (device !== undefined) words.push(`of ${device === NO_DEVICE ? "an unknown sender" : device}`);
  if (Object.keys(times).length > 0) words.push("of that time");
  return words.join(" ");
}
