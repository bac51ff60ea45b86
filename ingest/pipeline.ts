/** A message's way through the ingest: decoded, its rows committed or itself refused, settled. */
import type { Answers } from "./answer/answers.ts";
import type { Counts } from "./counts.ts";
import { decode } from "./decode/decode.ts";
import type { Message, Registry } from "./decode/message.ts";
import { Refusal } from "./decode/refusal.ts";
import type { Row } from "./decode/row.ts";
import type { Refused, Source } from "./letters/letter.ts";
import { originOf } from "./letters/origin.ts";
import type { Held, Hold } from "./receive/hold.ts";

/** Where a table's rows go: a `GroupCommit`. */
export interface RowSink {
  add(row: Row, owner: Held): void;
  discard(isStale: (owner: Held) => boolean): void;
}

/**
 * Called with what is refused. The message counts as handled, and is acknowledged, when this has
 * resolved: here is the place to keep it. Once it is stale, it comes again on another connection.
 */
export type Refuse = (refused: Refused, isStale: () => boolean) => Promise<void>;

/** What the pipeline needs from outside. */
export interface PipelineDeps {
  readonly registry: Registry & { readonly offline: Set<string> };
  /** By name of the table. */
  readonly sinks: ReadonlyMap<string, RowSink>;
  readonly counts: Counts;
  readonly refuse: Refuse;
  /** Told of what is kept in the database, so that devices let go of it. */
  readonly answers: Pick<Answers, "reading" | "account">;
  /** Forgets what was refused and is stale. */
  readonly discardRefused: () => void;
}

/** A letter is written at once: what is refused, however large, need not be held as well. */
const NOTHING = new Uint8Array();

/** Takes messages in and settles them when everything about them is done. */
export class Pipeline {
  constructor(private readonly deps: PipelineDeps) {}

  /** Takes a message from the connection that `hold` belongs to. */
  receive(message: Message, id: number | undefined, hold: Hold): void {
    const { counts, registry, sinks } = this.deps;
    counts.received++;
    const decoded = decode(message, registry);
    if (decoded instanceof Refusal) {
      const held = hold.add({ ...message, payload: NOTHING }, id);
      held.rowsLeft = 1;
      this.#refuse(held, message, decoded, "decoder");
      return;
    }
    const held = hold.add(message, id);
    const { rows, unknown, family, deviceId } = decoded;
    if (unknown.length > 0) counts.leaveOut(unknown);
    if (rows.length === 0) {
      counts.ignored++;
      return hold.settle(held);
    }
    held.deviceId = deviceId;
    held.ts = rows[0].ts / 1000;
    const identity = family.identityOf?.(rows[0]);
    held.epoch = identity?.epoch ?? 0;
    held.seq = identity?.seq ?? 0;
    held.account = family.accountOf?.(rows[0]);
    held.rowsLeft = rows.length;
    held.learn = family.learn &&
      (() => rows.forEach((row) => family.learn!(row, registry.offline)));
    for (const row of rows) sinks.get(row.table.name)!.add(row, held);
  }

  /** Rows are in the database. */
  stored(owners: readonly Held[]): void {
    this.deps.counts.stored += owners.length;
    this.deps.counts.commits++;
    for (const held of owners) {
      held.learn?.();
      this.#rowDone(held);
    }
  }

  /** The broker, or the device, says these messages again when they can be stored. */
  passedOver(owners: readonly Held[]): void {
    for (const held of owners) {
      this.deps.counts.passedOver++;
      held.deviceId = ""; // nobody is told that it is stored
      this.#rowDone(held);
    }
  }

  /** The database will never take a row of this message. */
  refused(held: Held, message: string): void {
    const refusal = new Refusal("database_refused", message);
    this.#refuse(held, held.hold.messageOf(held), refusal, "database");
  }

  /** Forgets the rows of closed connections: the broker has them and delivers them again. */
  discardClosed(): void {
    for (const sink of this.deps.sinks.values()) sink.discard(({ hold }) => hold.closed);
    this.deps.discardRefused();
  }

  async #refuse(held: Held, message: Message, refusal: Refusal, source: Source): Promise<void> {
    this.deps.counts.reject(refusal.reason);
    const origin = originOf(message);
    held.deviceId = origin.deviceId ?? "";
    held.epoch = origin.epoch ?? 0;
    held.seq = origin.seq ?? 0;
    held.account = undefined; // nobody can go by an account that is a letter
    await this.deps.refuse({ message, refusal, source, origin }, () => held.hold.closed);
    this.#rowDone(held);
  }

  #rowDone(held: Held): void {
    if (--held.rowsLeft > 0) return;
    held.hold.settle(held);
    const { deviceId, epoch, seq, account } = held;
    if (deviceId === "") return;
    if (account !== undefined) this.deps.answers.account(deviceId, account);
    // A reading without an epoch is of a device that does not wait; and a seq begins with 1.
    else if (epoch > 0 && seq > 0) this.deps.answers.reading(deviceId, epoch, seq);
  }
}
