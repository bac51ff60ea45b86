/** The disk of this machine, where the database is on it. */
import { statfs } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { DiskSpace } from "./disk.ts";

/** A folder that the ingest may read; QuestDB says nothing of the place of its own. */
const FOLDER = new URL("../migrate/sql", import.meta.url);
const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

/** The room on this machine's disk; undefined if the database is elsewhere, or without leave to look. */
export async function localDisk(url: string): Promise<DiskSpace | undefined> {
  if (!LOOPBACK.test(new URL(url).hostname)) return undefined;
  try {
    const { bavail, blocks, bsize } = await statfs(fileURLToPath(FOLDER));
    return { free: bavail * bsize, total: blocks * bsize };
  } catch {
    return undefined;
  }
}
