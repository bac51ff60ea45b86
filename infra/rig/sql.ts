/** Questions to the database, over HTTP as its console asks them. */
import { DEVICE_DATA } from "../../ingest/tables.ts";
import { until } from "./wait.ts";

/** A row of an answer, by column. */
export type Row = Record<string, string | number | boolean | null>;

/** The answer of `GET /exec`. */
interface Answer {
  readonly columns?: readonly { readonly name: string }[];
  readonly dataset?: readonly Row[string][][];
}

/** A QuestDB to ask. */
export class Database {
  readonly url: string;
  readonly #patience: number;

  /** Of the database at `url`, whose answers may take `patience` milliseconds. */
  constructor(url: string, patience = 60_000) {
    this.url = url;
    this.#patience = patience;
  }

  /**
   * Runs a statement and returns its rows, none for a statement that has no answer.
   *
   * @throws {Error} with the database's words if it refuses.
   */
  async query(sql: string): Promise<Row[]> {
    const url = new URL("/exec", this.url);
    url.searchParams.set("query", sql);
    const response = await fetch(url, { signal: AbortSignal.timeout(this.#patience) });
    const text = await response.text();
    if (!response.ok) throw new Error(`The database refuses ${sql}: ${text}`);
    const { columns = [], dataset = [] }: Answer = JSON.parse(text);
    return dataset.map((values) =>
      Object.fromEntries(columns.map(({ name }, index) => [name, values[index]]))
    );
  }

  /** The only figure of the only row of an answer. */
  async figure(sql: string): Promise<number> {
    const [row] = await this.query(sql);
    return Number(Object.values(row)[0]);
  }

  /** Rows of vehicles that can be queried; 0 while there is no table. */
  async rows(where = "true"): Promise<number> {
    const tables = await this.figure(
      `select count() from tables() where table_name = '${DEVICE_DATA}'`,
    );
    return tables === 0
      ? 0
      : await this.figure(`select count() from ${DEVICE_DATA} where ${where}`);
  }

  /** Waits until everything that was committed can be queried. */
  async untilApplied(): Promise<void> {
    const behind = "select count() from wal_tables() where writerTxn < sequencerTxn";
    await until("the database has applied its log", async () => await this.figure(behind) === 0);
  }

  /** Forgets every table, so that a test begins with what a new user has. */
  async clear(): Promise<void> {
    await this.query("drop all tables");
  }
}
