/** What the database holds, asked over HTTP as any user would. */
import { DEVICE_DATA } from "../../ingest/tables.ts";
import type { QuestDb } from "../local/probe.ts";

/** Rows of the vehicles' table, and the time of the newest (milliseconds since 1970). */
export interface Figures {
  readonly rows: number;
  readonly newest?: number;
}

/** Both are read from the table's metadata: no scan, however many rows there are. */
const SQL = `SELECT n, ts FROM (SELECT count() n FROM ${DEVICE_DATA}) ` +
  `CROSS JOIN (SELECT ts FROM ${DEVICE_DATA} LIMIT -1)`;
const PATIENCE = 2000; // ms

/** The figures, or `undefined` if the database does not answer. */
export async function readFigures(
  { url, authorization }: QuestDb,
  get: typeof fetch = fetch,
): Promise<Figures | undefined> {
  const query = new URL(`/exec?query=${encodeURIComponent(SQL)}`, url);
  const headers = authorization ? { authorization } : undefined;
  try {
    const response = await get(query, { headers, signal: AbortSignal.timeout(PATIENCE) });
    const { dataset, error } = await response.json();
    if (error !== undefined) return { rows: 0 }; // there is no table yet
    const [rows, newest] = dataset[0] ?? [0];
    return { rows, newest: newest && Date.parse(newest) };
  } catch {
    return undefined;
  }
}
