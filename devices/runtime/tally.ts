/** Counts what happens to the devices of a process. */
import { type Log, rateLimited } from "../lib/log.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { DeviceEvents } from "./run_device.ts";
import type { StatusCounts } from "./status_line.ts";

/** PUBACK reason codes whose cause can be told (MQTT 5, 3.4.2.1). */
const REASONS: Readonly<Record<number, string>> = {
  0x10: "nobody subscribes to it: is ingest running?",
  0x87: "not authorized: check the password and the broker's rules for this device",
  0x97: "quota exceeded",
};

/** The counts of the status line. */
export class Tally implements DeviceEvents {
  readonly #outboxes: readonly Outbox[];
  readonly #writer: { readonly failing: boolean };
  readonly #warn: (kind: string, message: string) => void;
  #online = 0;
  #published = 0;
  #refused = 0;
  #restarts = 0;
  #malformed = 0;

  constructor(outboxes: readonly Outbox[], writer: { readonly failing: boolean }, log: Log) {
    this.#outboxes = outboxes;
    this.#writer = writer;
    this.#warn = rateLimited((message) => log.warn(message));
  }

  online(): void {
    this.#online++;
  }

  offline(): void {
    this.#online--;
  }

  accepted(): void {
    this.#published++;
  }

  stored(): void {}

  malformed(topic: string, why: string): void {
    this.#malformed++;
    this.#warn("malformed", `A message on ${topic} is passed over: ${why}`);
  }

  deaf(topic: string, why: string): void {
    this.#warn("deaf", `${topic} can't be subscribed to, nothing will be deleted: ${why}`);
  }

  /** A device is started again after a fault. */
  restarted(): void {
    this.#restarts++;
  }

  refused(topic: string, reason: number): void {
    this.#refused++;
    const code = `0x${reason.toString(16)}`;
    const why = REASONS[reason] ?? "see the broker's log";
    this.#warn(code, `The broker refused a reading on ${topic} (reason ${code}), ${why}`);
  }

  /** The counts of this moment. */
  counts(): StatusCounts {
    const sum = (count: (outbox: Outbox) => number) =>
      this.#outboxes.reduce((total, outbox) => total + count(outbox), 0);
    return {
      online: this.#online,
      waiting: sum(({ waiting }) => waiting),
      published: this.#published,
      evicted: sum(({ losses }) => losses.evicted),
      restarts: this.#restarts,
      refused: this.#refused,
      oversize: sum(({ losses }) => losses.oversize),
      memory: this.#writer.failing ? sum(({ inMemory }) => inMemory) : 0,
      dropped: sum(({ losses }) => losses.dropped),
      malformed: this.#malformed,
    };
  }
}
