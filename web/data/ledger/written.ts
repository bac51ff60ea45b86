/** What was written to since it was looked at: what was not need not be read again. */
import type { Queries } from "../database.ts";
import { StatementError } from "../postgres.ts";

/** The last transaction of each table that queries see. */
export type Written = ReadonlyMap<string, number>;

/** Asks for the last transaction of each table. */
export async function writtenTo(db: Queries): Promise<Written> {
  const rows = await db.rows("ledger_written", "SELECT name, writerTxn FROM wal_tables()");
  return new Map(rows.map(([name, txn]) => [String(name), Number(txn ?? 0)]));
}

/** An answer that is good until somebody writes to one of the tables that it comes from. */
export class Remembered<T> {
  #state: string | undefined;
  #answer: Promise<T> | undefined;

  constructor(
    private readonly tables: readonly string[],
    private readonly read: () => Promise<T>,
  ) {}

  /** The answer, as it was or as it is now; `written` is to be older than it. */
  get(written: Written): Promise<T> {
    const state = this.tables.map((name) => written.get(name) ?? 0).join();
    if (this.#answer === undefined || state !== this.#state) {
      this.#state = state;
      const answer = this.#answer = this.read();
      answer.catch(() => this.#answer = undefined);
    }
    return this.#answer;
  }
}

/** The database remembers how it answers a question, and of which table, even when that is a new one. */
export function isOfDroppedTable(error: unknown): boolean {
  return error instanceof StatementError && /table is dropped/.test(error.message);
}
