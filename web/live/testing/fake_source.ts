/** A database for tests of the live side: rows in memory, transactions as they are committed. */
import type { Applied } from "../../data/changes.ts";
import type { NewestSecond } from "../../data/pipeline_second.ts";
import type { Cell } from "../../data/postgres.ts";
import type { LiveReading, NewReadings } from "../../data/readings.ts";
import type { DeviceStatus } from "../../data/statuses.ts";
import type { LiveSource } from "../source.ts";

/** A reading of `device` at `ts`, received `lag` ms later. */
export function reading(device_id: string, ts: number, lag = 10, speed = 50): LiveReading {
  const received = ts + lag;
  return { device_id, ts, received, speed, cpu_usage: 1, ram_usage: 2, detection_label: "car" };
}

/** A status received when it was said. */
export function status(
  device_id: string,
  connection: "online" | "offline",
  since: number,
  received = since,
): DeviceStatus {
  return { device_id, connection, reason: "started", interval: 1, since, received };
}

/** Rows that become visible by `commit()`; `asked` counts the questions by name. */
export class FakeSource implements LiveSource {
  readonly asked: string[] = [];
  readonly readings: LiveReading[] = [];
  readonly statusRows: DeviceStatus[] = [];
  /** Set to make every question fail. */
  down = false;
  /** Set to keep no times of transactions. */
  blind = false;
  #commits: { table: keyof Applied; rows: readonly LiveReading[] }[] = [];

  /** Makes readings visible in one transaction. */
  commit(...rows: readonly LiveReading[]): void {
    this.readings.push(...rows);
    this.#commits.push({ table: "device_data", rows });
  }

  /** Makes a status visible. */
  say(row: DeviceStatus): void {
    this.statusRows.push(row);
    this.#commits.push({ table: "device_status", rows: [] });
  }

  applied() {
    const count = (table: keyof Applied) => this.#of(table).length;
    return this.#answer("applied", {
      device_data: count("device_data"),
      device_status: count("device_status"),
      pipeline_state: 0,
    });
  }

  changedRange(after: number, upTo: number) {
    const rows = this.#of("device_data").slice(after, upTo).flatMap(({ rows }) => rows);
    const ts = rows.map(({ ts }) => ts);
    const times = this.blind ? null : { from: Math.min(...ts), to: Math.max(...ts) };
    return this.#answer("changedRange", { times, rows: rows.length });
  }

  newReadings(bounds: NewReadings, limit: number) {
    return this.#answer("newReadings", this.#within(bounds).slice(0, limit));
  }

  lateReadings(bounds: NewReadings) {
    const found = [...Map.groupBy(this.#within(bounds), ({ device_id }) => device_id)];
    const late = found.map(([device_id, rows]) => ({
      device_id,
      from: rows[0].ts,
      to: rows.at(-1)!.ts,
      count: rows.length,
    }));
    return this.#answer("lateReadings", late);
  }

  deviceReadings(
    devices: readonly string[],
    bounds: NewReadings,
  ): Promise<Map<string, Cell[][]>> {
    const rows = this.#within(bounds).filter(({ device_id }) => devices.includes(device_id));
    const found = Map.groupBy(rows, ({ device_id }) => device_id);
    const cells = [...found].map(([id, rows]) =>
      [id, rows.map(({ ts, received, speed }) => [ts, received, speed])] as const
    );
    return this.#answer("deviceReadings", new Map(cells));
  }

  newStatuses(since: number) {
    return this.#answer("newStatuses", this.statusRows.filter(({ received }) => received >= since));
  }

  newestReadings() {
    const newest = new Map<string, LiveReading>();
    for (const row of this.readings.toSorted((a, b) => a.ts - b.ts)) newest.set(row.device_id, row);
    return this.#answer("newestReadings", [...newest.values()]);
  }

  statuses() {
    return this.#answer("statuses", this.statusRows);
  }

  pipelineSecond(): Promise<NewestSecond | undefined> {
    return this.#answer("pipelineSecond", undefined);
  }

  #of(table: keyof Applied) {
    return this.#commits.filter((commit) => commit.table === table);
  }

  #within({ from, to, receivedSince }: NewReadings): LiveReading[] {
    return this.readings
      .filter(({ ts, received }) => ts >= from && ts <= to && received >= receivedSince)
      .sort((a, b) => a.ts - b.ts);
  }

  #answer<T>(name: string, answer: T): Promise<T> {
    this.asked.push(name);
    return this.down ? Promise.reject(new Error("down")) : Promise.resolve(answer);
  }
}
