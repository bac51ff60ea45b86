/** The health of every part, asked for again while the page is seen. */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Health } from "../data/types.ts";
import { fetchHealth } from "./api.ts";
import { isDue } from "./live/due.ts";
import { clock, listen } from "./live/session.ts";

const EVERY = 10_000; // ms

/** A health that renews itself, every 10 s and whenever the stream says that a part changed. */
export interface LiveHealth {
  readonly health: ReadonlySignal<Health>;
  /** Starts asking; returns how to stop. */
  run(): () => void;
}

/** Begins with what the server rendered. A question that fails leaves what is known. */
export function liveHealth(made: Health): LiveHealth {
  const health = signal(made);
  let asked = made.now;
  const renew = (signal: AbortSignal) => {
    asked = clock.peek();
    fetchHealth(signal).then((answer) => health.value = answer, () => {});
  };
  return {
    health,
    run() {
      const stopped = new AbortController();
      const { signal } = stopped;
      const stops = [
        listen("parts", () => renew(signal)),
        listen("heartbeat", () => isDue(clock.peek(), asked, EVERY) && renew(signal)),
        () => stopped.abort(),
      ];
      return () => stops.forEach((stop) => stop());
    },
  };
}
