/** The simulated fleet as the live poller asks for it. */
import { FULL_COLUMNS } from "../../data/device_readings.ts";
import type { NewestSecond } from "../../data/pipeline_second.ts";
import type { Cell } from "../../data/postgres.ts";
import type { NewReadings } from "../../data/readings.ts";
import { FakeSource } from "../../live/testing/fake_source.ts";
import type { SimulatedReading } from "./values.ts";

/** Rows in memory with every column, and a second of the pipeline whenever one is asked for. */
export class SimulatedSource extends FakeSource {
  override async applied() {
    return { ...await super.applied(), pipeline_state: Math.floor(Date.now() / 1000) };
  }

  override deviceReadings(devices: readonly string[], { from, to, receivedSince }: NewReadings) {
    const found = new Map<string, Cell[][]>();
    for (const reading of this.readings as SimulatedReading[]) {
      const { device_id, ts, received } = reading;
      const isNew = ts >= from && ts <= to && received >= receivedSince;
      if (!isNew || !devices.includes(device_id)) continue;
      found.set(device_id, [...found.get(device_id) ?? [], FULL_COLUMNS.map(reading.cell)]);
    }
    for (const rows of found.values()) rows.sort((a, b) => Number(a[0]) - Number(b[0]));
    return Promise.resolve(found);
  }

  override pipelineSecond(): Promise<NewestSecond | undefined> {
    if (this.down) return Promise.reject(new Error("down"));
    const hop = { count: 10, late: 0, p50: 12, p95: 34, p99: 96, max: 130 };
    const figures = { received: 10, stored: 10, rejected: 0, held: 3, wal_lag: 1 };
    const ts = Math.floor(Date.now() / 1000) * 1000;
    return Promise.resolve({ ts, ...figures, hops: { device_queryable: hop } });
  }
}
