/** What QuestDB says of its tables and views, and nobody hears who does not ask. */
import type { Rows } from "../commit/questdb.ts";
import type { Part } from "../http/health.ts";

/** A table, or the table behind a view. */
export interface TableState {
  readonly name: string;
  /** It takes rows into its log, and shows none of them. */
  readonly suspended: boolean;
  /** Transactions that were committed and can't be queried yet. */
  readonly lag: number;
  /** Rows that replaced one of the same keys since the database was started. */
  readonly replaced: number;
}

/** Every table, and the views that are no longer kept up. */
export interface TableStates {
  readonly tables: readonly TableState[];
  readonly invalidViews: readonly string[];
}

/** Nothing is known yet. */
export const UNKNOWN: TableStates = { tables: [], invalidViews: [] };

/** More transactions than this behind, and pages show an old picture. */
const MOST_LAG = 100;

const TABLES = "SELECT table_name, table_suspended, wal_txn - table_txn AS lag, " +
  "wal_dedup_row_count_since_start AS replaced FROM tables()";
const VIEWS = "SELECT view_name FROM materialized_views() WHERE view_status = 'invalid'";

/** Asks for the states. */
export async function readTables(exec: (sql: string) => Promise<Rows>): Promise<TableStates> {
  const [tables, views] = await Promise.all([exec(TABLES), exec(VIEWS)]);
  return {
    tables: tables.map(({ table_name, table_suspended, lag, replaced }) => ({
      name: String(table_name),
      suspended: table_suspended === true,
      lag: Math.max(0, Number(lag ?? 0)),
      replaced: Number(replaced ?? 0),
    })),
    invalidViews: views.map(({ view_name }) => String(view_name)),
  };
}

/** The states as a part of the health, the worst one in its words. */
export function tablesPart({ tables, invalidViews }: TableStates): Part {
  const suspended = tables.filter(({ suspended }) => suspended).map(({ name }) => name);
  if (suspended.length > 0) return degraded(`suspended: ${suspended.join(", ")}; ${RESUME}`);
  if (invalidViews.length > 0) {
    return degraded(
      `no longer refreshed: ${invalidViews.join(", ")}; REFRESH MATERIALIZED VIEW … FULL`,
    );
  }
  const behind = tables.filter(({ lag }) => lag > MOST_LAG);
  if (behind.length === 0) return { status: "ok", detail: "none is suspended or behind" };
  return degraded(
    behind.map(({ name, lag }) => `${name} is ${lag} transactions behind`).join(", "),
  );
}

/** What to do about a suspended table. */
export const RESUME = "look into QuestDB's log for the cause, then ALTER TABLE … RESUME WAL";

function degraded(detail: string): Part {
  return { status: "degraded", detail };
}
