/** Which steps of a roll-up were written to since it was refreshed. */
import type { Queries } from "../database.ts";
import { type Cell, timestamp } from "../postgres.ts";
import type { Millis } from "../range.ts";
import { joined, type RollUp, type Stale } from "./rolled.ts";
import { isOfDroppedTable } from "./written.ts";

/** More spans than this are joined: a query for each would cost more than their rows. */
const MOST_SPANS = 4;
/** A row may have been received so long before it was committed. */
const HELD = 600_000; // ms

/** The last transaction that wrote to a step, and the newest time that it wrote. */
interface Step {
  readonly to: Millis;
  readonly txn: number;
}

/** The view as the database describes it. */
interface ViewState {
  /** The last transaction of the table that is in the view. */
  readonly refreshed: number;
  /** The last transaction of the table. */
  readonly written: number;
  /** When the refresh ended. */
  readonly at: Millis;
}

/**
 * Follows the log of a table, which keeps the last thousands of transactions only: what it forgets
 * between two questions is searched for by when it was received, among all rows.
 */
export class StaleSteps {
  #steps = new Map<Millis, Step>();
  /** `#steps` knows all transactions after `from` up to `to`. */
  #known = { from: 0, to: 0 };
  #last: Promise<unknown> = Promise.resolve();

  constructor(private readonly db: Queries, private readonly rollUp: RollUp) {}

  /** The steps that the view does not know. Each question goes on where the one before has ended. */
  read(): Promise<Stale> {
    const answer = this.#last.then(() => this.#read());
    this.#last = answer.catch(() => {});
    return answer;
  }

  async #read(): Promise<Stale> {
    const view = await this.#view();
    if (view === undefined) return "all";
    if (view.written === 0) return []; // a table that nothing was ever written to has no log
    this.#forget(view);
    if (!await this.#follow(view)) return "all";
    const { step } = this.rollUp;
    const spans = Array.from(this.#steps, ([from, { to }]) => ({
      ...{ from, to: (Math.floor(to / step) + 1) * step },
    }));
    return joined(spans, MOST_SPANS);
  }

  /** Undefined if the view is not there, invalid, or was never refreshed. */
  async #view(): Promise<ViewState | undefined> {
    const sql = "SELECT refresh_base_table_txn, base_table_txn, last_refresh_finish_timestamp " +
      "FROM materialized_views() WHERE view_name = $1 AND view_status <> 'invalid'";
    const [row] = await this.db.rows("ledger_view", sql, [this.rollUp.view]);
    if (row === undefined || row[0] === null || row[2] === null) return undefined;
    const [refreshed, written, at] = row.map(Number);
    return refreshed < 0 ? undefined : { refreshed, written, at };
  }

  /** Forgets what the view has learned, and everything if it is about another table. */
  #forget({ refreshed, written }: ViewState): void {
    const { from, to } = this.#known;
    const goesOn = from <= refreshed && refreshed <= to && to <= written;
    if (!goesOn) this.#steps.clear();
    this.#known = { from: refreshed, to: goesOn ? to : refreshed };
    for (const [step, { txn }] of this.#steps) if (txn <= refreshed) this.#steps.delete(step);
  }

  /** Takes in what was written since the last question; false if nobody can say what that is. */
  async #follow({ written, at }: ViewState): Promise<boolean> {
    const logged = await this.#logged();
    const newest = logged.reduce((most, [, , txn]) => Math.max(most, Number(txn)), written);
    const listed = logged.reduce((sum, [, , , count]) => sum + Number(count), 0);
    const came = listed < newest - this.#known.to ? await this.#came(at) : [];
    const rows = [...logged, ...came];
    if (rows.some(([step]) => step === null)) return false; // the log keeps no times
    for (const [step, to, txn = newest] of rows.map((row) => row.map(Number))) {
      const known = this.#steps.get(step) ?? { to, txn };
      this.#steps.set(step, { to: Math.max(to, known.to), txn: Math.max(txn, known.txn) });
    }
    this.#known = { ...this.#known, to: newest };
    return true;
  }

  /** Step, newest time, last transaction, number of transactions. */
  #logged(): Promise<Cell[][]> {
    const sql = `SELECT ${this.#stepOf("minTimestamp")} AS step, max(maxTimestamp), ` +
      `max(sequencerTxn), count() FROM wal_transactions('${this.rollUp.table}') ` +
      "WHERE sequencerTxn > $1 GROUP BY step";
    return this.db.rows("ledger_changed", sql, [String(this.#known.to)]).catch(ofDroppedTable);
  }

  /** Step, newest time. */
  #came(at: Millis): Promise<Cell[][]> {
    const { table, received } = this.rollUp;
    const sql = `SELECT ${this.#stepOf("ts")} AS step, max(ts) FROM ${table} ` +
      `WHERE ${received} >= $1 GROUP BY step`;
    return this.db.rows("ledger_came", sql, [timestamp(at - HELD)]).catch(ofDroppedTable);
  }

  #stepOf(column: string): string {
    return `timestamp_floor('${this.rollUp.step / 60_000}m', ${column})`;
  }
}

/** What follows from the log of a table that is gone: nobody can say what was written. */
function ofDroppedTable(error: Error): Cell[][] {
  if (isOfDroppedTable(error)) return [[null, null, 0, 0]];
  throw error;
}
