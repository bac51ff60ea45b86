import { useState } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import { total } from "./shared.ts";

/** A button that counts. */
export default function Counter({ start, note }: { start: number; note?: string }) {
  const [count, setCount] = useState(start);
  const add = () => {
    setCount(count + 1);
    total.value++;
  };
  return (
    <button type="button" title={note} data-browser={String(IS_BROWSER)} onClick={add}>
      {count}
    </button>
  );
}

/** A text; holds another island, which is then a part of this one. */
export function Label({ text }: { text: string }) {
  return (
    <p>
      {text} <Counter start={9} />
    </p>
  );
}
