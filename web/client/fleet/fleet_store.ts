/** The whole fleet in the page: a snapshot, then what changed; only watched devices cause work. */
import { batch, type Signal, signal } from "@preact/signals";
import type {
  DeviceReadings,
  Frame,
  ReadingColumns,
  Snapshot,
  StatusColumns,
} from "../../live/frame.ts";
import { LATE_AFTER } from "../series/late.ts";
import { type DeviceNow, unknownDevice } from "./device_now.ts";

/** A reading that arrived, for charts. */
export type PointListener = (id: string, ts: number, speed: number | null, late: boolean) => void;

/** Devices by id. A device that something on the screen shows is watched through a signal. */
export class FleetStore {
  /** Counts up when devices appear or leave. */
  readonly members: Signal<number> = signal(0);
  #devices = new Map<string, DeviceNow>();
  #watched = new Map<string, Signal<DeviceNow>>();
  /** Ids by the stream's device numbers. */
  #numbers: string[] = [];
  #listeners = new Set<PointListener>();

  /** Every device, in no order. */
  all(): Iterable<DeviceNow> {
    return this.#devices.values();
  }

  /** What is known of a device. */
  get(id: string): DeviceNow | undefined {
    return this.#devices.get(id);
  }

  /** A device as a signal, for what shows it. */
  watch(id: string): Signal<DeviceNow> {
    let watched = this.#watched.get(id);
    if (watched === undefined) {
      watched = signal(this.#devices.get(id) ?? unknownDevice(id));
      this.#watched.set(id, watched);
    }
    return watched;
  }

  /** Calls `listener` for every reading of a frame; returns how to stop that. */
  onPoint(listener: PointListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Takes in what the server rendered. */
  seed(devices: readonly DeviceNow[]): void {
    batch(() => devices.forEach((device) => this.#put(device)));
  }

  /** Takes in the whole fleet; devices that are not in it are gone. */
  snapshot(snapshot: Snapshot): void {
    batch(() => {
      this.#numbers = [...snapshot.devices];
      const known = new Set(snapshot.devices);
      for (const id of this.#devices.keys()) {
        if (!known.has(id)) this.#devices.delete(id);
      }
      for (const id of snapshot.devices) this.#put(this.#devices.get(id) ?? unknownDevice(id));
      this.status(snapshot.status);
      this.#readings(snapshot.latest, snapshot.base, snapshot.labels, false);
      this.members.value++;
    });
  }

  /** Takes in the readings of a tick. */
  frame(frame: Frame): void {
    batch(() => {
      this.#add(frame.added);
      this.#readings(frame, frame.base, frame.labels, true);
    });
  }

  /** Takes in what devices say of their connections. */
  status(columns: StatusColumns & { readonly added?: readonly string[] }): void {
    batch(() => {
      this.#add(columns.added);
      columns.device.forEach((number, i) => {
        this.#put({
          ...this.#of(number),
          said: columns.online[i],
          since: columns.since[i],
          reason: columns.reason[i],
          interval: columns.interval[i],
        });
      });
    });
  }

  /** Takes in the readings of one device's channel. */
  readings({ device_id, columns, rows }: DeviceReadings): void {
    const at = (name: string) => columns.indexOf(name);
    const [received, speed, cpu] = [at("received"), at("speed"), at("cpu_usage")];
    const [ram, label] = [at("ram_usage"), at("detection_label")];
    batch(() => {
      for (const row of rows) {
        const old = this.#devices.get(device_id) ?? unknownDevice(device_id);
        const ts = row[0] as number;
        if (ts < (old.ts ?? -Infinity)) continue;
        const cell = (index: number) => row[index] as number | null ?? null;
        const values = { speed: cell(speed), cpu: cell(cpu), ram: cell(ram) };
        const seen = Math.min(ts, cell(received) ?? ts);
        this.#put({ ...old, ts, seen, ...values, label: row[label] as string | null });
      }
    });
  }

  #readings(rows: ReadingColumns, base: number, labels: readonly string[], tell: boolean): void {
    for (let i = 0; i < rows.device.length; i++) {
      const offset = rows.ts[i];
      if (offset === null) continue;
      const old = this.#of(rows.device[i]);
      const [ts, lag] = [base + offset, rows.lag[i] ?? 0];
      if (tell) this.#tell(old.id, ts, rows.speed[i], lag > LATE_AFTER);
      if (ts < (old.ts ?? -Infinity)) continue;
      const label = rows.detection_label[i];
      this.#put({
        ...old,
        ts,
        seen: Math.min(ts, ts + lag),
        speed: rows.speed[i],
        cpu: rows.cpu_usage[i],
        ram: rows.ram_usage[i],
        label: label === null ? null : labels[label],
      });
    }
  }

  #tell(id: string, ts: number, speed: number | null, late: boolean): void {
    for (const listener of this.#listeners) listener(id, ts, speed, late);
  }

  #add(ids: readonly string[] = []): void {
    if (ids.length === 0) return;
    this.#numbers.push(...ids);
    for (const id of ids) this.#put(this.#devices.get(id) ?? unknownDevice(id));
    this.members.value++;
  }

  #of(number: number): DeviceNow {
    const id = this.#numbers[number];
    return this.#devices.get(id) ?? unknownDevice(id);
  }

  #put(device: DeviceNow): void {
    this.#devices.set(device.id, device);
    const watched = this.#watched.get(device.id);
    if (watched !== undefined) watched.value = device;
  }
}
