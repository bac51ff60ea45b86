/** The database behind one or two addresses: whichever answers, as long as it is the same one. */
import { INSTANCE } from "../../ingest/tables.ts";
import { type Cell, type Link, StatementError } from "./postgres.ts";
import { Unavailable } from "./unavailable.ts";

/** Asks the database; `name` is what metrics call the query. */
export interface Queries {
  /**
   * @throws {Unavailable} if no address answers in time.
   * @throws {StatementError} if the database refuses the statement.
   */
  rows(name: string, sql: string, parameters?: readonly string[]): Promise<Cell[][]>;
}

/** What a database needs besides its addresses. */
export interface DatabaseOptions {
  /** An address that has not answered for so many ms is given up, and its connections dropped. */
  readonly deadline: number;
  /** Told after each query. */
  readonly observe?: (name: string, ms: number, ok: boolean) => void;
}

/** Tries the address that answered last, then the other. */
export class Database implements Queries {
  #current = 0;
  #instance: string | undefined;
  /** Addresses that lead to the instance. */
  readonly #checked = new Set<Link>();

  constructor(private readonly links: readonly Link[], private readonly options: DatabaseOptions) {}

  /** The address that answered last. */
  get address(): string {
    return this.links[this.#current].address;
  }

  async rows(name: string, sql: string, parameters: readonly string[] = []): Promise<Cell[][]> {
    const started = performance.now();
    let ok = false;
    try {
      const rows = await this.#anywhere(sql, parameters);
      ok = true;
      return rows;
    } finally {
      this.options.observe?.(name, performance.now() - started, ok);
    }
  }

  /** Drops all connections. */
  close(): void {
    for (const link of this.links) link.reset();
  }

  async #anywhere(sql: string, parameters: readonly string[]): Promise<Cell[][]> {
    const faults: string[] = [];
    for (let i = 0; i < this.links.length; i++) {
      const index = (this.#current + i) % this.links.length;
      const link = this.links[index];
      try {
        await this.#checkInstance(link);
        const rows = await this.#inTime(link.query(sql, parameters));
        this.#current = index;
        return rows;
      } catch (error) {
        if (error instanceof StatementError) throw understood(error);
        faults.push(`${link.address}: ${(error as Error).message || "no answer"}`);
        link.reset();
        this.#checked.delete(link);
      }
    }
    throw new Unavailable(`The database does not answer (${faults.join("; ")})`);
  }

  /** With two addresses, both have to name the same instance. */
  async #checkInstance(link: Link): Promise<void> {
    if (this.links.length === 1 || this.#checked.has(link)) return;
    const [[name]] = await this.#inTime(link.query(`SELECT instance_id FROM ${INSTANCE}`, []));
    const instance = String(name);
    this.#instance ??= instance;
    if (this.#instance !== instance) throw new Error("this is another database");
    this.#checked.add(link);
  }

  async #inTime<T>(answer: Promise<T>): Promise<T> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      const seconds = this.options.deadline / 1000;
      const error = new Error(`no answer for ${seconds} s`);
      timer = setTimeout(() => reject(error), this.options.deadline);
    });
    try {
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(timer);
      answer.catch(() => {}); // what comes after the deadline is nobody's
    }
  }
}

/** Some refusals are no fault of the statement: the database is too slow, or not set up yet. */
function understood(error: StatementError): Error {
  if (/timeout, query aborted/.test(error.message)) {
    return new Unavailable("The database took too long over a query");
  }
  const missing = /table does not exist \[table=(\w+)\]/.exec(error.message);
  if (missing === null) return error;
  return new Unavailable(
    `The table ${missing[1]} is not there yet: start the ingest, which makes it`,
  );
}
