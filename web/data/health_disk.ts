/** How much room the data takes, and how much is left. */
import type { Queries } from "./database.ts";
import type { Part } from "./health_types.ts";

/** Room on a disk, in bytes. */
export interface DiskSpace {
  readonly free: number;
  readonly total: number;
}

const LEAST_SHARE = 0.1;
const LEAST_FREE = 5e9; // bytes

/**
 * What the tables take; and, where the database runs on this machine, what its disk has left.
 *
 * @param space undefined if the database is elsewhere or the disk can't be asked.
 */
export async function diskPart(db: Queries, space: DiskSpace | undefined): Promise<Part> {
  const sql = "SELECT tableName, diskSize FROM table_storage() " +
    "WHERE tableName LIKE 'device_%' OR tableName LIKE 'pipeline_%' ORDER BY tableName";
  const sizes = await db.rows("health_disk", sql);
  const used = sizes.reduce((sum, [, size]) => sum + Number(size), 0);
  const facts = {
    ...Object.fromEntries(sizes.map(([name, size]) => [`${name} bytes`, Number(size)])),
    used_bytes: used,
    free_bytes: space?.free ?? null,
    total_bytes: space?.total ?? null,
  };
  const taken = `The tables take ${gigabytes(used)}`;
  if (space === undefined) {
    return { status: "ok", detail: `${taken}; the database's disk is out of sight`, facts };
  }
  const detail = `${taken}, ${gigabytes(space.free)} are free`;
  if (space.free >= LEAST_FREE && space.free >= LEAST_SHARE * space.total) {
    return { status: "ok", detail, facts };
  }
  const remedy = "Make room: QuestDB suspends its tables when the disk is full";
  return { status: "degraded", detail, remedy, facts };
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1e9).toFixed(1)} GB`;
}
