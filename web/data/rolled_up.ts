/** How far the roll-up views have come. They are refreshed on a timer, so they end in the past. */
import { DEVICE_HOURS, DEVICE_MINUTES } from "../../ingest/tables.ts";
import type { Queries } from "./database.ts";
import type { Millis } from "./range.ts";
import type { RolledUpTo } from "./resolution.ts";
import { Unavailable } from "./unavailable.ts";

const MINUTE = 60_000;
const HOUR = 3_600_000;

/**
 * Up to where each view is complete: the beginning of its last step, which was unfinished when it
 * was refreshed, and at most two steps ago: a device whose clock is ahead makes a last step that
 * lies in the future.
 */
export async function rolledUpTo(db: Queries, now: Millis): Promise<RolledUpTo> {
  const [minutes, hours] = await Promise.all([
    completeTo(db, DEVICE_MINUTES, stepBefore(now, MINUTE)),
    completeTo(db, DEVICE_HOURS, stepBefore(now, HOUR)),
  ]);
  return { minutes, hours };
}

/** The beginning of the step before the one before the present one. */
function stepBefore(now: Millis, step: number): Millis {
  return (Math.floor(now / step) - 2) * step;
}

async function completeTo(db: Queries, view: string, most: Millis): Promise<Millis | null> {
  try {
    const [[last] = [null]] = await db.rows("rolled_up_to", `SELECT max(ts) FROM ${view}`);
    return last === null ? null : Math.min(Number(last), most);
  } catch (error) {
    if (error instanceof Unavailable) return null; // not there: everything from the readings
    throw error;
  }
}
