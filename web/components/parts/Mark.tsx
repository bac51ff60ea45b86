import type { DeviceState } from "../../data/types.ts";
import type { Standing } from "../../data/health_types.ts";

/** The colour and the shape of each state of a device. */
const STATES = {
  online: ["ok", "online"],
  stale: ["stale", "half"],
  offline: ["off", "offline"],
} as const;

const STANDINGS = {
  ok: ["ok", "online", "ok"],
  degraded: ["warn", "dia", "degraded"],
  down: ["crit", "tri", "down"],
} as const;

/** A device's state as a shape, a colour and a word. */
export function StateMark({ state }: { readonly state: DeviceState }) {
  const [colour, shape] = STATES[state];
  return <Mark colour={colour} shape={shape} word={state} />;
}

/** A part's standing as a shape, a colour and a word. */
export function StandingMark({ status }: { readonly status: Standing }) {
  const [colour, shape, word] = STANDINGS[status];
  return <Mark colour={colour} shape={shape} word={word} />;
}

/** A device's state where its word stands nowhere near: the shape, and the word read aloud. */
export function StateShape({ state }: { readonly state: DeviceState }) {
  const [colour, shape] = STATES[state];
  return (
    <>
      <i class={`i ${shape} ${colour}`} />
      <span class="vh">{state}</span>
    </>
  );
}

/** A shape and a word in a colour; the word is only read aloud on narrow screens. */
export function Mark(
  { colour, shape, word }: {
    readonly colour: string;
    readonly shape: string;
    readonly word: string;
  },
) {
  return (
    <span class={`st ${colour}`}>
      <i class={`i ${shape}`} />
      <span class="word">{word}</span>
    </span>
  );
}
