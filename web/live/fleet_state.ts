/** What is known of the fleet at this moment: kept in memory, one entry a device. */
import type { LiveReading } from "../data/readings.ts";
import type { DeviceStatus } from "../data/statuses.ts";

/** A device, its newest reading and its newest status. */
export interface FleetEntry {
  /** Its number in frames. */
  readonly index: number;
  readonly id: string;
  reading?: LiveReading;
  status?: DeviceStatus;
}

const natural = new Intl.Collator("en", { numeric: true });

/** All devices that have sent a reading or a status within the retention. */
export class FleetState {
  readonly #entries = new Map<string, FleetEntry>();
  #sorted: readonly FleetEntry[] | undefined;
  #version = 0;

  /** Grows with every change. */
  get version(): number {
    return this.#version;
  }

  /** How many devices there are; the next one gets this number. */
  get size(): number {
    return this.#entries.size;
  }

  /** The devices by number. */
  get entries(): FleetEntry[] {
    return [...this.#entries.values()];
  }

  /** The devices in the order in which people count: vehicle_2 before vehicle_10. */
  get sorted(): readonly FleetEntry[] {
    this.#sorted ??= this.entries.sort((a, b) => natural.compare(a.id, b.id));
    return this.#sorted;
  }

  /** A device by its id. */
  get(id: string): FleetEntry | undefined {
    return this.#entries.get(id);
  }

  /** Forgets everything; numbers begin anew. */
  clear(): void {
    this.#entries.clear();
    this.#sorted = undefined;
    this.#version++;
  }

  /** Takes a reading; it replaces the device's newest one unless it is older. */
  addReading(reading: LiveReading): FleetEntry {
    const entry = this.#entry(reading.device_id);
    if (entry.reading === undefined || entry.reading.ts <= reading.ts) entry.reading = reading;
    this.#version++;
    return entry;
  }

  /**
   * Takes a status; the newest one received counts. A last will that comes again, as on every start
   * of the ingest, keeps the time of the first.
   *
   * @returns the device if it says something new.
   */
  addStatus(status: DeviceStatus): FleetEntry | undefined {
    const entry = this.#entry(status.device_id);
    const before = entry.status;
    if (before !== undefined && before.received > status.received) return undefined;
    const again = before?.connection === "offline" && status.connection === "offline";
    entry.status = again ? { ...status, since: before.since } : status;
    this.#version++;
    const says = ({ connection, since, reason, interval }: DeviceStatus) =>
      `${connection} ${since} ${reason} ${interval}`;
    return before !== undefined && says(before) === says(entry.status) ? undefined : entry;
  }

  #entry(id: string): FleetEntry {
    const known = this.#entries.get(id);
    if (known !== undefined) return known;
    const entry = { index: this.#entries.size, id };
    this.#entries.set(id, entry);
    this.#sorted = undefined;
    return entry;
  }
}
