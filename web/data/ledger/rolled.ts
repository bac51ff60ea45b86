/**
 * Reading a roll-up together with what came since its last refresh, exactly: each of its steps is
 * read either from the view or, if anything was written to it since, from the table itself.
 */
import type { Queries } from "../database.ts";
import { type Cell, StatementError, timestamp } from "../postgres.ts";
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

/** More spans than this are joined: a query for each would cost more than their rows. */
const MOST_SPANS = 4;

/** A row may have been received so long before it was committed. */
const HELD = 600_000; // ms

/**
 * The steps that were written to since the view was refreshed: those that the log names, and, as the
 * log keeps a few thousand transactions only, those of rows that were received since.
 */
export async function staleSpans(db: Queries, rollUp: RollUp): Promise<Stale> {
  const state = "SELECT refresh_base_table_txn, base_table_txn, last_refresh_finish_timestamp " +
    "FROM materialized_views() WHERE view_name = $1 AND view_status <> 'invalid'";
  const [view] = await db.rows("ledger_view", state, [rollUp.view]);
  const [refreshed, written, at] = view ?? [null, null, null];
  if (refreshed === null || at === null || Number(refreshed) < 0) return "all";
  if (Number(written) === 0) return []; // a table that nothing was ever written to has no log
  const { table, step, received } = rollUp;
  const floor = `timestamp_floor('${step / 60_000}m'`;
  const logged = `SELECT ${floor}, minTimestamp) AS step, max(maxTimestamp) ` +
    `FROM wal_transactions('${table}') WHERE sequencerTxn > $1::long GROUP BY step`;
  const came = `SELECT ${floor}, ts) AS step, max(ts) FROM ${table} ` +
    `WHERE ${received} >= $1::timestamp GROUP BY step`;
  const rows = (await Promise.all([
    db.rows("ledger_changed", logged, [String(refreshed)]),
    db.rows("ledger_came", came, [timestamp(Number(at) - HELD)]),
  ]).catch(ofDroppedTable)).flat();
  if (rows.some(([from]) => from === null)) return "all"; // the log keeps no times
  const spans = rows.map(([from, to]) => ({
    from: Number(from),
    to: (Math.floor(Number(to) / step) + 1) * step,
  }));
  return joined(spans, MOST_SPANS);
}

/** The database remembers how it answers a question, and of which table, even when that is a new one. */
function ofDroppedTable(error: Error): Cell[][][] {
  if (error instanceof StatementError && /table is dropped/.test(error.message)) return [[[null]]];
  throw error;
}

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

/** What to read from the view, and what from the table; undefined for nothing. */
export interface Sources {
  readonly view: Where | undefined;
  readonly table: Where | undefined;
}

/** The conditions on `ts` that part view and table; with `since`, of what is not older than that. */
export function sourcesOf(stale: Stale, since?: Millis): Sources {
  const { view, table } = parted(stale);
  return { view: withSince(view, since), table: withSince(table, since) };
}

function withSince(where: Where | undefined, since: Millis | undefined): Where | undefined {
  if (where === undefined || since === undefined) return where;
  const parameters = [...where.parameters, timestamp(since)];
  return { sql: `(${where.sql} AND ts >= $${parameters.length}::timestamp)`, parameters };
}

function parted(stale: Stale): Sources {
  if (stale === "all") return { view: undefined, table: { sql: "true", parameters: [] } };
  if (stale.length === 0) return { view: { sql: "true", parameters: [] }, table: undefined };
  const parameters = stale.flatMap(({ from, to }) => [timestamp(from), timestamp(to)]);
  const at = (i: number) => `$${i + 1}::timestamp`;
  const inside = stale.map((_, i) => `(ts >= ${at(2 * i)} AND ts < ${at(2 * i + 1)})`);
  const outside = [
    `ts < ${at(0)}`,
    ...stale.slice(1).map((_, i) => `(ts >= ${at(2 * i + 1)} AND ts < ${at(2 * i + 2)})`),
    `ts >= ${at(parameters.length - 1)}`,
  ];
  return {
    view: { sql: `(${outside.join(" OR ")})`, parameters },
    table: { sql: `(${inside.join(" OR ")})`, parameters },
  };
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
