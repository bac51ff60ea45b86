/** A group commit for each table, on one database. */
import type { Log } from "../../devices/lib/log.ts";
import type { Database } from "./database.ts";
import {
  type CommitDeps,
  type CommitOptions,
  GroupCommit,
  type PassedOver,
} from "./group_commit.ts";
import type { WriteResult } from "./questdb.ts";
import { Recovery } from "./recovery.ts";

/** What a committer needs from outside. `T` is whose the rows are. */
export interface CommitterDeps<T> {
  readonly database: Database;
  readonly log: Log;
  /** Ends everything, commits under way and retries included. */
  readonly signal: AbortSignal;
  /** Called with the owners of rows of one table that are in the database now. */
  readonly stored: (table: string, owners: readonly T[], milliseconds: number) => void;
  readonly refused: CommitDeps<T>["refused"];
  readonly passedOver: CommitDeps<T>["passedOver"];
  /** Whether a table is suspended: what is written there now, nobody would see. */
  readonly isSuspended: (table: string) => boolean;
  /** Whether rows of a table come again: while it is suspended, others need not wait for them. */
  readonly comesAgain: (table: string) => boolean;
}

const PASSED_OVER: PassedOver = { kind: "passed over" };
const SUSPENDED: WriteResult = {
  kind: "failed",
  answered: false,
  message: "the table is suspended",
};

/** The tables' group commits. */
export class Committer<T> {
  /** By name of the table. */
  readonly sinks: ReadonlyMap<string, GroupCommit<T>>;
  readonly #recoveries: readonly Recovery[];
  readonly #signal: AbortSignal;

  constructor(tables: readonly string[], deps: CommitterDeps<T>, options: CommitOptions) {
    const { database, signal, log } = deps;
    const choose = () => database.choose(signal);
    this.#signal = signal;
    this.#recoveries = tables.map((table) => new Recovery(table, { log, choose, signal }));
    this.sinks = new Map(this.#recoveries.map((recovery) => {
      const { table } = recovery;
      const commit = new GroupCommit<T>({
        async write(lines) {
          if (!deps.isSuspended(table)) return await database.write(lines, signal);
          return deps.comesAgain(table) ? PASSED_OVER : SUSPENDED;
        },
        stored(owners, milliseconds) {
          recovery.succeeded();
          deps.stored(table, owners, milliseconds);
        },
        refused: deps.refused,
        passedOver: deps.passedOver,
        failed: (message) => recovery.failed(message),
      }, options);
      return [table, commit];
    }));
  }

  /** Whether the database does not take rows at present. */
  get failing(): boolean {
    return this.#recoveries.some(({ failing }) => failing);
  }

  /** Commits until the signal aborts. */
  async run(): Promise<void> {
    await Promise.all([...this.sinks.values()].map((commit) => commit.run(this.#signal)));
  }
}
