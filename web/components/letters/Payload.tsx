import type { LetterText } from "../../data/letters/types.ts";
import { readable } from "../../client/letters/readable.ts";
import { visibleLine } from "../../client/letters/visible.ts";

/** Topic and payload of a letter, whatever is in them. */
export function Payload({ letter }: { readonly letter: LetterText }) {
  const { what, text, isDump, isCut } = readable(letter);
  const { topic, hash, truncated } = letter;
  return (
    <>
      <p class="topic">
        Topic {topic === null ? "not kept" : <code>{visibleLine(topic)}</code>}
        {topic !== null && truncated && !isCut && "…, which is not all of it"}
      </p>
      <p class="note">{what}</p>
      {text !== null && (
        <pre
          class={isDump ? "dump" : undefined}
          tabIndex={0}
          role="region"
          aria-label={`Payload ${hash}`}
        >
          {text}
        </pre>
      )}
    </>
  );
}
