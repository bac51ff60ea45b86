/** Looks every other second for what the database does not say by itself. */
import { delay } from "../../devices/lib/backoff.ts";
import { type Log, rateLimited } from "../../devices/lib/log.ts";
import type { DatabaseError, Rows } from "../commit/questdb.ts";
import type { Part } from "../http/health.ts";
import { diskPart, type DiskSpace } from "./disk.ts";
import { readTables, RESUME, tablesPart, type TableStates, UNKNOWN } from "./tables.ts";

/** What the watch needs from outside. */
export interface DatabaseWatchDeps {
  readonly exec: (sql: string, signal: AbortSignal) => Promise<Rows>;
  /** The database's disk; undefined if it can't be asked. */
  readonly disk: () => Promise<DiskSpace | undefined>;
  readonly log: Log;
  /** Called with the name of a table that is no longer suspended. */
  readonly resumed: (table: string) => void;
}

/** Between two looks, in ms: what goes wrong is to be seen within five seconds. */
const EVERY = 2000;
/** A look that takes longer is given up, in ms; that the database hangs is seen by the commits. */
const PATIENCE = 2000;

/** What was seen last. */
export class DatabaseWatch {
  #states: TableStates = UNKNOWN;
  #suspended: ReadonlySet<string> = new Set();
  #disk: DiskSpace | undefined;
  readonly #say: (kind: string, message: string) => void;

  constructor(private readonly deps: DatabaseWatchDeps) {
    this.#say = rateLimited(deps.log.error);
  }

  /** Tables and views. */
  get states(): TableStates {
    return this.#states;
  }

  /** Free bytes of the disk; undefined if it can't be asked. */
  get free(): number | undefined {
    return this.#disk?.free;
  }

  /** As parts of the health. */
  get parts(): Record<"tables" | "disk", Part> {
    return { tables: tablesPart(this.#states), disk: diskPart(this.#disk) };
  }

  /** Whether rows of a table would go into a log that nobody reads. */
  isSuspended(table: string): boolean {
    return this.#suspended.has(table);
  }

  /** Looks until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await this.look(signal);
      await delay(EVERY, signal);
    }
  }

  /** Looks once. While the database does not answer, what was seen last stands. */
  async look(signal: AbortSignal): Promise<void> {
    const patience = AbortSignal.any([signal, AbortSignal.timeout(PATIENCE)]);
    this.#disk = await this.deps.disk();
    try {
      this.#note(await readTables((sql) => this.deps.exec(sql, patience)));
    } catch (error) {
      // That it does not answer is said by the commits.
      const { status, message } = error as DatabaseError;
      if (status !== undefined) this.#say("look", `can't see how QuestDB does: ${message}`);
    }
  }

  #note(states: TableStates): void {
    this.#states = states;
    const suspended = states.tables.filter(({ suspended }) => suspended).map(({ name }) => name);
    for (const name of suspended) {
      this.#say(name, `${name} is suspended, nothing is stored in it: ${RESUME}`);
    }
    const resumed = [...this.#suspended].filter((name) => !suspended.includes(name));
    this.#suspended = new Set(suspended);
    for (const name of resumed) {
      this.deps.log.info(`${name} is no longer suspended`);
      this.deps.resumed(name);
    }
  }
}
