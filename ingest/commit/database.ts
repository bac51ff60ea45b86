/** The database behind one or two addresses, of which one is in use. */
import type { Log } from "../../devices/lib/log.ts";
import { rateLimited } from "../../devices/lib/log.ts";
import { SetupError } from "../../devices/lib/program.ts";
import { INSTANCE } from "../tables.ts";
import { DatabaseError, type QuestDb, type Rows, type WriteResult } from "./questdb.ts";

/**
 * A database and its addresses, the preferred one first. Another address is used only if it leads
 * to the same database: the one with the `instance_id` that was there first.
 */
export class Database {
  #current: QuestDb;
  #instance: string | undefined;
  readonly #warn: (kind: string, message: string) => void;

  constructor(readonly addresses: readonly QuestDb[], log: Log) {
    this.#current = addresses[0];
    this.#warn = rateLimited(log.error);
  }

  /** The address in use. */
  get url(): string {
    return this.#current.url;
  }

  /** Runs one SQL statement; see `QuestDb.exec()`. */
  exec(sql: string, signal?: AbortSignal, patience?: number): Promise<Rows> {
    return this.#current.exec(sql, signal, patience);
  }

  /**
   * Before it is known which database it is: uses the first address that answers. Another than the
   * preferred one only if there are tables of ours: none are made there.
   */
  async begin(signal?: AbortSignal): Promise<void> {
    const [preferred, ...others] = this.addresses;
    this.#current = preferred;
    const fault = await instanceOf(preferred, signal).then(() => {}, (error) => error);
    if (fault === undefined || fault.status < 500) return; // it answers, be it a refusal
    for (const address of others) {
      const found = await instanceOf(address, signal).catch(() => undefined);
      if (found === undefined) continue;
      this.#warn("begin", `${fault.message}; ${address.url} is used instead`);
      this.#current = address;
      return;
    }
  }

  /** Sends lines; no row is called refused by a database that is not the one we began with. */
  async write(lines: Uint8Array<ArrayBuffer>, signal?: AbortSignal): Promise<WriteResult> {
    const address = this.#current;
    const result = await address.write(lines, signal);
    if (result.kind !== "refused" || await this.#isOurs(address, signal)) return result;
    return { kind: "failed", answered: false, message: `${address.url} is not the same database` };
  }

  /**
   * Remembers which database it is, after the migrations, and checks the other addresses as far as
   * they answer.
   *
   * @throws {SetupError} if one of them leads to another database.
   */
  async identify(signal?: AbortSignal): Promise<void> {
    this.#instance = await instanceOf(this.#current, signal);
    for (const address of this.addresses) {
      const found = await instanceOf(address, signal).catch(() => this.#instance);
      if (found !== this.#instance) throw new SetupError(this.#stranger(address, found));
    }
  }

  /** After a failure: uses the first address that answers as our database, if there is one. */
  async choose(signal: AbortSignal): Promise<void> {
    const others = this.addresses.filter((address) => address !== this.#current);
    for (const address of [this.#current, ...others]) {
      if (!await this.#isOurs(address, signal)) continue;
      this.#current = address;
      return;
    }
  }

  async #isOurs(address: QuestDb, signal?: AbortSignal): Promise<boolean> {
    try {
      const found = await instanceOf(address, signal);
      if (found !== this.#instance) this.#warn(address.url, this.#stranger(address, found));
      return found === this.#instance;
    } catch {
      return false;
    }
  }

  #stranger({ url }: QuestDb, found: string | undefined): string {
    return `${url} is another database and is not used: its instance_id is ` +
      `${found ?? "missing"}, not ${this.#instance}`;
  }
}

/**
 * The name that the first migration gave a database; undefined if it has none.
 *
 * @throws {DatabaseError} if it does not answer.
 */
async function instanceOf(address: QuestDb, signal?: AbortSignal): Promise<string | undefined> {
  try {
    const [row] = await address.exec(`SELECT instance_id FROM ${INSTANCE}`, signal);
    return row?.instance_id as string | undefined;
  } catch (error) {
    if (error instanceof DatabaseError && error.message.includes("does not exist")) {
      return undefined;
    }
    throw error;
  }
}
