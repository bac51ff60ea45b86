/**
 * Reading a roll-up together with what came since its last refresh, exactly: each of its steps is
 * read either from the view or, if anything was written to it since, from the table itself.
 */
import type { Queries } from "../database.ts";
import { timestamp } from "../postgres.ts";
import type { Millis } from "../range.ts";
import { Unavailable } from "../unavailable.ts";

/** A view on a timer, the table that it sums up, and the length of its steps in ms. */
export interface RollUp {
  readonly view: string;
  readonly table: string;
  readonly step: number;
  /** The table's column that says when the ingest received a row. */
  readonly received: string;
}

/** A time from `from` on, before `to`; on the borders of steps. */
export interface Span {
  readonly from: Millis;
  readonly to: Millis;
}

/** Which steps a view does not know, ascending and apart; `all` if nobody can say. */
export type Stale = readonly Span[] | "all";

/** As few spans as needed, at most `most`: those with the least between them become one. */
export function joined(spans: readonly Span[], most: number): Span[] {
  const apart: { from: Millis; to: Millis }[] = [];
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    const last = apart.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else apart.push({ from, to });
  }
  while (apart.length > most) {
    const between = apart.slice(1).map(({ from }, i) => from - apart[i].to);
    const at = between.indexOf(Math.min(...between));
    apart.splice(at, 2, { from: apart[at].from, to: apart[at + 1].to });
  }
  return apart;
}

/** A condition and its parameters. */
export interface Where {
  readonly sql: string;
  readonly parameters: readonly string[];
}

/** No condition. */
export const ALL: Where = { sql: "true", parameters: [] };

/** The condition, and that a row is of a device if one is named. */
export function ofDevice(where: Where, device: string | undefined): Where {
  return device === undefined ? where : ofDevices(where, [device]);
}

/** The condition, and that a row is of one of some devices. `IN` of one, or of many, is slower. */
export function ofDevices({ sql, parameters }: Where, devices: readonly string[]): Where {
  const names = [...new Set(devices)];
  const all = names.map((_, i) => `device_id = $${parameters.length + 1 + i}`);
  return { sql: `${sql} AND (${all.join(" OR ")})`, parameters: [...parameters, ...names] };
}

/** What to read from the view, and what from the table: each is a question of its own. */
export interface Sources {
  readonly view: readonly Where[];
  readonly table: readonly Where[];
}

/**
 * The conditions on `ts` that part view and table; with `since`, of what is not older than that. Of
 * several intervals in one condition the database would read all rows, of one only its own. Nor may
 * a parameter be cast: the database would not compile the condition.
 */
export function sourcesOf(stale: Stale, since = 0): Sources {
  if (stale === "all") return { view: [], table: [within(since, Infinity)] };
  const starts = [since, ...stale.map(({ to }) => to)];
  const fresh = starts.map((from, i) => ({ from, to: stale[i]?.from ?? Infinity }));
  const conditions = (spans: readonly Span[]) =>
    spans.map(({ from, to }) => ({ from: Math.max(from, since), to }))
      .filter(({ from, to }) => from < to).map(({ from, to }) => within(from, to));
  return { view: conditions(fresh), table: conditions(stale) };
}

function within(from: Millis, to: Millis): Where {
  const parameters = [from, ...to === Infinity ? [] : [to]].map(timestamp);
  return { sql: to === Infinity ? "ts >= $1" : "ts >= $1 AND ts < $2", parameters };
}

/** Whether tables have applied all that they took until now; waits a little for those that have not. */
export async function untilApplied(
  db: Queries,
  tables: readonly string[],
  pause: (ms: number) => Promise<void>,
): Promise<boolean> {
  const names = tables.map((name) => `'${name}'`).join(", ");
  const sql = `SELECT name, sequencerTxn, writerTxn FROM wal_tables() WHERE name IN (${names})`;
  let goals: Map<string, number> | undefined;
  for (const ms of PAUSES) {
    const rows = await db.rows("ledger_applied", sql);
    goals ??= new Map(rows.map(([name, taken]) => [String(name), Number(taken)]));
    if (rows.length === 0) throw new Unavailable(NOT_THERE);
    const known = goals;
    if (rows.every(([name, , applied]) => Number(applied) >= (known.get(String(name)) ?? 0))) {
      return true;
    }
    await pause(ms);
  }
  return false;
}

const PAUSES = [5, 10, 20, 40, 80, 160, 0]; // ms
const NOT_THERE = "The tables are not there yet: start the ingest, which makes them";
