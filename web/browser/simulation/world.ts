/** A simulated fleet for tests in a browser: one reading a second per device, and what goes wrong. */
import type { Millis } from "../../data/range.ts";
import type { StatusEvent } from "../../data/types.ts";
import { status } from "../../live/testing/fake_source.ts";
import { BAD, SimulatedLetters } from "./letters.ts";
import { SimulatedSource } from "./source.ts";
import { INTERVAL, type SimulatedReading, valuesAt } from "./values.ts";

/** A stretch in which nothing of a device arrives; `to` is null while it lasts. */
export interface Outage {
  readonly from: Millis;
  to: Millis | null;
  /**
   * `silent`: nothing is produced. `cut` and `held`: what is produced waits, and arrives at the end;
   * in a cut nothing is heard of the device. Otherwise what became of the readings.
   */
  readonly kind: "silent" | "cut" | "held" | "missing" | "evicted" | "dead-lettered";
}

interface SimulatedDevice {
  /** Milliseconds after the full second at which it samples. */
  readonly phase: number;
  /** Up to where its readings have been committed. */
  told: Millis;
  readonly outages: Outage[];
  readonly events: StatusEvent[];
}

const TICK = 100; // ms

/** Devices that produce, fall silent, lose their connection and come back. */
export class World {
  readonly source: SimulatedSource = new SimulatedSource();
  readonly letters: SimulatedLetters = new SimulatedLetters(() => this.source.down);
  /** Device time of every device's first reading. */
  readonly born: Millis;
  readonly #devices = new Map<string, SimulatedDevice>();
  readonly #timer: ReturnType<typeof setInterval>;

  /** `history`: for how long, in ms, the devices have been producing. */
  constructor({ count = 10, history = 10 * 86_400_000 } = {}) {
    const now = Date.now();
    this.born = Math.floor(now / INTERVAL) * INTERVAL - history;
    for (let i = 0; i < count; i++) this.#start(i, count, now);
    BAD.forEach((bad, i) =>
      this.letters.add(bad, { at: now - (i + 1) * 90_000, times: 1 + i % 3 })
    );
    this.#produce(now);
    this.#timer = setInterval(() => this.#produce(Date.now()), TICK);
  }

  /** Ids of all devices, in their order. */
  get ids(): string[] {
    return [...this.#devices.keys()];
  }

  /** Whether there is such a device. */
  has(id: string): boolean {
    return this.#devices.has(id);
  }

  /** The changes of a device's connection, newest first. */
  events(id: string): readonly StatusEvent[] {
    return this.#devices.get(id)!.events;
  }

  /** A device samples no more, its connection stays: it turns stale. Or had done so from `from` to `to`. */
  silence(id: string, from: Millis = Date.now(), to: Millis | null = null): void {
    this.#devices.get(id)!.outages.push({ from, to, kind: "silent" });
  }

  /** A device loses its connection and goes on sampling into its outbox. */
  cut(id: string, at: Millis = Date.now()): void {
    this.#devices.get(id)!.outages.push({ from: at, to: null, kind: "cut" });
    this.#say(id, "offline", at);
  }

  /** A device keeps its connection, and nothing that it samples is stored. */
  hold(id: string, from: Millis = Date.now()): void {
    this.#devices.get(id)!.outages.push({ from, to: null, kind: "held" });
  }

  /** What a device has sampled in some time never arrived, and what became of it. */
  lose(id: string, fate: "missing" | "evicted" | "dead-lettered", from: Millis, to: Millis): void {
    this.#devices.get(id)!.outages.push({ from, to, kind: fate });
  }

  /** The stretches in which nothing of a device arrived, ascending. */
  outages(id: string): readonly Outage[] {
    return this.#devices.get(id)!.outages.toSorted((a, b) => a.from - b.from);
  }

  /** When a device sampled in some time, and the number of each reading. */
  samples(id: string, from: Millis, to: Millis): { readonly ts: Millis; readonly seq: number }[] {
    const device = this.#devices.get(id)!;
    const found = [];
    const first = Math.ceil((Math.max(from, this.born) - device.phase) / INTERVAL) * INTERVAL;
    for (let ts = first + device.phase; ts < to; ts += INTERVAL) {
      found.push({ ts, seq: this.#produced(device, ts) });
    }
    return found;
  }

  /** What was silent samples again; what was cut connects, and its outbox arrives at once. */
  restore(id: string): void {
    const [now, device] = [Date.now(), this.#devices.get(id)!];
    const outage = device.outages.find(({ to }) => to === null);
    if (outage === undefined) return;
    outage.to = now;
    if (outage.kind !== "silent") device.told = outage.from;
    if (outage.kind === "cut") this.#say(id, "online", now);
  }

  /** What is stored of a device between two moments, ascending; a reading each `every` ms. */
  readings(id: string, from: Millis, to: Millis, every = INTERVAL): SimulatedReading[] {
    const device = this.#devices.get(id);
    if (device === undefined) return [];
    const found: SimulatedReading[] = [];
    const first = Math.ceil((Math.max(from, this.born) - device.phase) / every) * every;
    for (let ts = first + device.phase; ts < Math.min(to, Date.now()); ts += every) {
      const received = this.#received(device, ts);
      const seq = this.#produced(device, ts);
      if (received !== null) found.push(valuesAt(id, { ts, received, seq }));
    }
    return found;
  }

  /** Ends the simulation. */
  stop(): void {
    clearInterval(this.#timer);
  }

  #start(index: number, count: number, now: Millis): void {
    const id = `vehicle_${String(index + 1).padStart(2, "0")}`;
    const phase = Math.floor((INTERVAL * index) / count);
    const events = [{ at: now - 3_600_000, connection: "online", reason: "started" } as const];
    this.#devices.set(id, { phase, told: now - 2 * INTERVAL, outages: [], events: [...events] });
    this.source.say(status(id, "online", now - 3_600_000));
  }

  /** Commits what has been sampled since the last time. */
  #produce(now: Millis): void {
    const rows = [...this.#devices].flatMap(([id, device]) => {
      const fresh = this.readings(id, device.told, now);
      device.told = now;
      return fresh;
    });
    if (rows.length > 0) this.source.commit(...rows);
  }

  /** When a reading was received; null if it wasn't sampled or still waits. */
  #received({ outages }: SimulatedDevice, ts: Millis): Millis | null {
    const outage = outages.find(({ from, to }) => ts >= from && ts < (to ?? Infinity));
    if (outage === undefined) return ts + 12;
    const arrives = outage.kind === "cut" || outage.kind === "held";
    return arrives && outage.to !== null ? outage.to : null;
  }

  /** How many readings a device has sampled up to `ts`. */
  #produced({ outages }: SimulatedDevice, ts: Millis): number {
    const silent = outages.filter(({ kind, from }) => kind === "silent" && from < ts)
      .reduce((sum, { from, to }) => sum + Math.round(((to ?? ts) - from) / INTERVAL), 0);
    return Math.floor((ts - this.born) / INTERVAL) + 1 - silent;
  }

  #say(id: string, connection: "online" | "offline", at: Millis): void {
    const reason = connection === "online" ? "started" : "lost";
    this.#devices.get(id)!.events.unshift({ at, connection, reason });
    this.source.say({ ...status(id, connection, at), reason });
  }
}
