/** Whether the database has room. */
import type { Part } from "../http/health.ts";

/** Room on a disk, in bytes. */
export interface DiskSpace {
  readonly free: number;
  readonly total: number;
}

/** Of two disks the one that is full first: a small one by its share, a large one by its bytes. */
const LEAST_SHARE = 0.1;
const LEAST_FREE = 5e9; // bytes

/**
 * The disk as a part of the health.
 *
 * @param space undefined if the database is on another machine, or the disk can't be asked.
 */
export function diskPart(space: DiskSpace | undefined): Part {
  if (space === undefined) return { status: "ok", detail: "the database's disk is out of sight" };
  const detail = `${(space.free / 1e9).toFixed(1)} GB are free`;
  if (space.free >= LEAST_FREE && space.free >= LEAST_SHARE * space.total) {
    return { status: "ok", detail };
  }
  return { status: "degraded", detail: `${detail}; QuestDB suspends tables when the disk is full` };
}
