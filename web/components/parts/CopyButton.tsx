import { useState } from "preact/hooks";
import { Aloud } from "./Aloud.tsx";

/** Copies a text; where a browser refuses, `otherwise` says where it is. */
export function CopyButton(
  { text, word, otherwise, class: extra = "" }: {
    readonly text: () => string;
    readonly word: string;
    readonly otherwise: string;
    readonly class?: string;
  },
) {
  const [shown, setShown] = useState(word);
  // Browsers have a clipboard for addresses of this machine and those with TLS.
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setShown("Copied");
    } catch {
      setShown(otherwise);
    }
  };
  return (
    <>
      <button
        type="button"
        class={`${extra} needs-script`}
        onClick={copy}
        onBlur={() => setShown(word)}
      >
        {shown}
      </button>
      <Aloud words={shown === word ? "" : shown} />
    </>
  );
}
