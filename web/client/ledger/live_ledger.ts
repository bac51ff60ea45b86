/** The ledger, asked for again while the page is seen. */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Ledger } from "../../data/types.ts";
import { fetchLedger } from "../api.ts";
import { isDue } from "../live/due.ts";
import { clock, listen } from "../live/session.ts";

const EVERY = 5_000; // ms

/** A ledger that renews itself. */
export interface LiveLedger {
  readonly ledger: ReadonlySignal<Ledger>;
  /** Why the last question failed; null if it did not. */
  readonly problem: ReadonlySignal<string | null>;
  /** Asks now. */
  renew(): void;
  /** Starts asking; returns how to stop. */
  run(): () => void;
}

/** Begins with what the server rendered at `made`. A question that fails leaves what is known. */
export function liveLedger(first: Ledger, made: number): LiveLedger {
  const ledger = signal(first);
  const problem = signal<string | null>(null);
  const stopped = new AbortController();
  let asked = made;
  const renew = () => {
    asked = clock.peek();
    fetchLedger(stopped.signal).then((answer) => {
      ledger.value = answer;
      problem.value = null;
    }, (error: Error) => {
      if (!stopped.signal.aborted) problem.value = error.message;
    });
  };
  return {
    ledger,
    problem,
    renew,
    run() {
      const stop = listen("heartbeat", () => isDue(clock.peek(), asked, EVERY) && renew());
      return () => {
        stop();
        stopped.abort();
      };
    },
  };
}
