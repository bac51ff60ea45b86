/** How many letters came since the page was made. */
import { type ReadonlySignal, signal } from "@preact/signals";
import { SHORTEST } from "../../data/range.ts";
import { fetchLetters } from "../api.ts";
import { isDue } from "../live/due.ts";
import { listen, serverNow } from "../live/session.ts";
import { justAfter, type LettersAddress, lettersQuery } from "./address.ts";

const EVERY = 5_000; // ms

/** So many are enough to know: of a flood no more is asked. */
export const MANY = 1_000;

/** A count that renews itself while the page is live. */
export interface NewerLetters {
  readonly count: ReadonlySignal<number>;
  /** Starts asking; returns how to stop. */
  run(): () => void;
}

/** Counts the letters of an address that are received after a moment. */
export function newerLetters(address: LettersAddress, after: number): NewerLetters {
  const count = signal(0);
  const { duration: _, ...rest } = address;
  const query = lettersQuery({ ...rest, from: justAfter(after) });
  const stopped = new AbortController();
  let asked = 0;
  const ask = () => {
    const now = serverNow();
    if (!isDue(now, asked, EVERY) || now - after < SHORTEST || count.peek() >= MANY) return;
    asked = now;
    fetchLetters(`${query}&limit=1`, stopped.signal)
      .then(({ total }) => count.value = total, () => {}); // what is known stays
  };
  return {
    count,
    run() {
      const stop = listen("heartbeat", ask);
      return () => {
        stop();
        stopped.abort();
      };
    },
  };
}
