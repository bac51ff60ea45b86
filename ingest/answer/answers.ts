/** Tells devices what the database has: the stored acknowledgement. */
import { encodeStored, type StoredMessage } from "../../devices/wire/stored.ts";
import { deviceTopic } from "../../devices/wire/topics.ts";
import type { Counts } from "../counts.ts";
import { Untold } from "./untold.ts";

/** What telling devices needs from outside. */
export interface AnswersDeps {
  /** Whether there is a connection; without one, everything waits for `tellAll()`. */
  readonly connected: () => boolean;
  /** Publishes with QoS 0, not retained. */
  readonly publish: (topic: string, payload: string) => void;
  readonly counts: Pick<Counts, "answers">;
  /** A device is told at once when it has not been told of readings for so long, in ms. */
  readonly interval: number;
  /** Milliseconds of a clock that never steps back. Default: since the start. */
  readonly now?: () => number;
}

/** A device is told at once of so many readings. */
const MANY = 64;
/** Most ranges in a message, so that none is larger than brokers take. */
const MOST_RANGES = 1000;

/**
 * What was stored and not yet said, by device. It is in memory only: a device that is not told
 * finds out by itself.
 */
export class Answers {
  /** Devices that were told within the interval, in the order of `toldAt`, or not at all yet. */
  readonly #devices = new Map<string, Untold>();
  readonly #touched = new Set<Untold>();
  #scheduled = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #now: () => number;

  constructor(private readonly deps: AnswersDeps) {
    this.#now = deps.now ?? (() => performance.now());
  }

  /** A reading is in the database, or its letter is. */
  reading(deviceId: string, epoch: number, seq: number): void {
    this.#touch(deviceId).add(epoch, seq);
  }

  /** An account is in the database. */
  account(deviceId: string, account: number): void {
    const device = this.#touch(deviceId);
    device.account = Math.max(account, device.account ?? 0);
  }

  /** Says everything now: there is a connection again, or there soon will be none. */
  tellAll(): void {
    if (!this.deps.connected()) return;
    const now = this.#now();
    for (const device of [...this.#devices.values()]) {
      this.#tellAccount(device);
      if (device.count > 0) this.#tellReadings(device, now);
    }
    this.#setTimer(now);
  }

  /** Ends the timer. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** What is stored with one commit is said in one go when all of it was added. */
  #touch(deviceId: string): Untold {
    let device = this.#devices.get(deviceId);
    if (device === undefined) this.#devices.set(deviceId, device = new Untold(deviceId));
    this.#touched.add(device);
    if (!this.#scheduled) {
      this.#scheduled = true;
      queueMicrotask(() => this.#tellTouched());
    }
    return device;
  }

  #tellTouched(): void {
    this.#scheduled = false;
    const touched = [...this.#touched];
    this.#touched.clear();
    if (!this.deps.connected()) return;
    const now = this.#now();
    for (const device of touched) {
      this.#tellAccount(device);
      if (device.count >= MANY || this.#isDue(device, now)) this.#tellReadings(device, now);
    }
    this.#setTimer(now);
  }

  #isDue({ toldAt }: Untold, now: number): boolean {
    return now - toldAt >= this.deps.interval;
  }

  #tellAccount(device: Untold): void {
    const { account } = device;
    if (account === undefined) return;
    device.account = undefined;
    this.deps.counts.answers.accounts++;
    this.#say(device, { account });
  }

  /** Tells a device of its readings; it then stands behind all others. */
  #tellReadings(device: Untold, now: number): void {
    for (const [epoch, ranges] of device.take()) {
      for (let i = 0; i < ranges.length; i += MOST_RANGES) {
        this.deps.counts.answers.stored++;
        this.#say(device, { epoch, seq: ranges.slice(i, i + MOST_RANGES) });
      }
    }
    device.toldAt = now;
    this.#devices.delete(device.deviceId);
    this.#devices.set(device.deviceId, device);
  }

  #say({ deviceId }: Untold, message: StoredMessage): void {
    this.deps.publish(deviceTopic("stored", deviceId), encodeStored(message));
  }

  /** One timer, for the device that was told first. */
  #setTimer(now: number): void {
    if (this.#timer !== undefined) return;
    const [first] = this.#devices.values();
    if (first === undefined) return;
    const wait = first.toldAt + this.deps.interval - now;
    this.#timer = setTimeout(() => this.#tellDue(), Math.max(0, wait));
  }

  #tellDue(): void {
    this.#timer = undefined;
    if (!this.deps.connected()) return;
    const now = this.#now();
    for (const device of this.#devices.values()) {
      if (!this.#isDue(device, now)) break;
      if (device.count > 0) this.#tellReadings(device, now);
      else this.#devices.delete(device.deviceId);
    }
    this.#setTimer(now);
  }
}
