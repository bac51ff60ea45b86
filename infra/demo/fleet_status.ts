/** What the devices' status lines say: kept for the live line, and shown where something is amiss. */
import { parseStatus, type StatusCounts } from "../../devices/runtime/status_line.ts";

/** A status older than this is none: the devices are gone. */
const LASTS = 3000; // ms

/** The newest status, and whether it is worth a line of its own. */
export class FleetStatus {
  #counts?: StatusCounts;
  #at = 0;
  #trouble = 0;

  /** Takes in a line of the devices; returns whether it has to be shown. */
  read(line: string, now: number): boolean {
    const counts = parseStatus(line);
    if (counts === undefined) return true;
    this.#counts = counts;
    this.#at = now;
    const before = this.#trouble;
    this.#trouble = trouble(counts);
    return this.#trouble > before;
  }

  /** The newest counts, if they are new enough. */
  counts(now: number): StatusCounts | undefined {
    return now - this.#at > LASTS ? undefined : this.#counts;
  }
}

/** Everything that the live line has no room for. */
function trouble(
  { evicted, restarts, refused, oversize, memory, dropped }: StatusCounts,
): number {
  return evicted + restarts + refused + oversize + memory + dropped;
}
