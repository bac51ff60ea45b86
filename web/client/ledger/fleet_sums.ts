/** The fleet's sum for the strip of every page. */
import { type Signal, signal } from "@preact/signals";
import type { Sums } from "../../data/ledger/types.ts";
import { fetchFleetLedger } from "../api.ts";
import { isDue } from "../live/due.ts";
import { clock, listen } from "../live/session.ts";

const EVERY = 10_000; // ms

/** Null while it is not known. */
export const fleetSums: Signal<Sums | null> = signal(null);

/** Asks for the sum while the page is live; returns how to stop. */
export function followFleetSums(): () => void {
  const stopped = new AbortController();
  let asked = -Infinity;
  const stop = listen("heartbeat", () => {
    if (!isDue(clock.peek(), asked, EVERY)) return;
    asked = clock.peek();
    fetchFleetLedger(stopped.signal).then(
      ({ fleet }) => fleetSums.value = fleet,
      () => fleetSums.value = null,
    );
  });
  return () => {
    stop();
    stopped.abort();
  };
}
