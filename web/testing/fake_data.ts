/** Data functions for tests of routes: a fleet of one device, or a database that is down. */
import type { EpochLedger, Span } from "../data/ledger/types.ts";
import type {
  Data,
  DeviceAccount,
  DeviceDetail,
  Fleet,
  FleetDevice,
  Health,
  History,
  HistoryQuery,
  Ledger,
  PipelineReport,
  Range,
} from "../data/types.ts";
import type { DeadLetters, Letter } from "../data/letters/types.ts";
import { Unavailable } from "../data/unavailable.ts";

/** When everything in the fake data happens. */
export const NOW = Date.UTC(2026, 10, 20, 14, 30);

const DEVICE: FleetDevice = {
  device_id: "vehicle_01",
  connection: "online",
  connection_source: "device",
  connection_since: NOW - 60_000,
  reason: "started",
  interval: 1,
  speed: 50,
  cpu_usage: 10,
  ram_usage: 20,
  detection_label: "car",
  ts: NOW - 1000,
  received: NOW - 990,
  last_seen: NOW - 1000,
  age_ms: 1000,
  freshness: "fresh",
  state: "online",
};

/** Two of nine readings are missing. */
const OFF_BALANCE = {
  ...{ produced: 9, stored: 7, dead_lettered: 0, waiting: 0 },
  ...{ abandoned: 0, evicted: 0, missing: 2 },
};
const AROUND = { from: 4, to: 5, after: NOW - 3000, before: NOW };
const EPOCH: EpochLedger = {
  ...OFF_BALANCE,
  ...{ epoch: 7, open: true, told: NOW, first: NOW - 9000, last: NOW, missing_ranges: [AROUND] },
};
const MISSING: Span = { ...AROUND, epoch: 7, count: 2, fate: "missing", reason: null };

/** What its sender would like to be run. */
export const EVIL = "=1+1,</pre><script>alert(1)</script>\u202e";

const LETTER: Letter = {
  ...{ hash: 77, reason: "not_json", sentence: `The payload is not JSON: ${EVIL}` },
  ...{ source: "decoder", device_id: DEVICE.device_id, epoch: null, seq: null, topic: EVIL },
  ...{ payload: EVIL, encoding: "text", length: EVIL.length + 2, truncated: false },
  ...{ first: NOW - 5000, last: NOW, times: 2 },
};

/** Knows `vehicle_01`; what was asked for is in `asked`. Set `down` to make it all fail. */
export class FakeData implements Data {
  readonly asked: unknown[] = [];
  down = false;
  status: Health["status"] = "ok";

  fleet(): Promise<Fleet> {
    const counts = { all: 1, online: 1, stale: 0, offline: 0 };
    return this.#answer({ now: NOW, counts, devices: [DEVICE] });
  }

  recent(ids: readonly string[]) {
    const devices = ids.map((device_id) => ({ device_id, ts: [NOW], speed: [50], late: [] }));
    return this.#answer({ from: NOW - 120_000, to: NOW, devices }, ids);
  }

  device(id: string): Promise<DeviceDetail | undefined> {
    const facts = {
      ...{ first_seen: NOW - 1e6, rate: 1, recent_readings: 300, recent_late: 0 },
      ...{ epoch: 7, seq: 9, clock_offset_ms: 3, last_letter: NOW },
    };
    const { connection, connection_source, connection_since, reason, interval } = DEVICE;
    const said = { connection, connection_source, connection_since, reason, interval };
    const { last_seen, age_ms, freshness, state } = DEVICE;
    const detail: DeviceDetail = {
      ...{ now: NOW, device_id: id, ...said, last_seen, age_ms, freshness, state, facts },
      ...{ latest: { ts: NOW, speed: 50 }, events: [], previous: null, next: null },
    };
    return this.#answer(id === DEVICE.device_id ? detail : undefined);
  }

  nearest() {
    return this.#answer([DEVICE.device_id]);
  }

  history(query: HistoryQuery): Promise<History> {
    const known = query.device === DEVICE.device_id;
    return this.#answer({
      device_id: query.device,
      ...{ from: query.range.from, to: query.range.to },
      resolution: { step_ms: null, source: "readings" },
      gap_ms: 3000,
      ...{ readings: known ? 1 : 0, late: 0 },
      columns: ["ts", "received", "epoch", "seq", "speed", "detection_label"],
      rows: known ? [[NOW, NOW + 10, 7, 9, 50, "=car"]] : [],
    }, query);
  }

  pipeline(): Promise<PipelineReport> {
    const hops = { device_received: [1], received_committed: [2] };
    const p95 = { ...hops, committed_queryable: [3], device_queryable: [6] };
    return this.#answer({
      ...{ from: NOW - 1000, to: NOW, step_ms: 1000, received: 1, stored: 1, late: 0 },
      ...{ rejected: [], replaced: 0, hops: [], spikes: [] },
      series: {
        ...{ ts: [NOW - 1000], received: [1], stored: [1], rejected: [0], held: [0], wal_lag: [0] },
        ...{ p95, max: p95 },
      },
      heat: { hop: "device_queryable", step_ms: 1000, bounds: [null], ts: [], counts: [] },
    });
  }

  spike(at: number, width: number) {
    return this.#answer({ from: at, to: at + width, hops: [], devices: [] });
  }

  account(id: string, range: Range): Promise<DeviceAccount | undefined> {
    const account: DeviceAccount = {
      ...{
        device_id: id,
        ...range,
        as_of: NOW,
        account: OFF_BALANCE,
        epochs: [EPOCH],
        outside: null,
      },
      not_stored: { "dead-lettered": 0, evicted: 0, waiting: 0, missing: 2 },
      ...{ spans: [MISSING], left_out: 0 },
    };
    return this.#answer(id === DEVICE.device_id ? account : undefined, { id, range });
  }

  ledger(): Promise<Ledger> {
    const named = { device_id: DEVICE.device_id, account: 3, told: NOW };
    const devices = [{ ...OFF_BALANCE, ...named, epochs: [EPOCH] }];
    return this.#answer({
      as_of: NOW,
      fleet: { devices: 1, ...OFF_BALANCE },
      devices,
      outside: [],
    });
  }

  readonly letters: DeadLetters = {
    page: (query) => {
      const { from, to } = query.range;
      const found = { from, to, cut: NOW - 9000, total: 1, last: NOW, letters: [LETTER] };
      return this.#answer({ ...found, next: "1-77" }, query);
    },
    parts: (query) =>
      this.#answer({
        ...{ cut: NOW - 9000, next: query.reason ? "1-77" : null },
        parts: ReadableStream.from([[LETTER], [LETTER]]),
      }, query),
    lines: () => {
      const { reason, device_id, first, last } = LETTER;
      return this.#answer({ lines: [{ reason, device_id, letters: 1, first, last }], more: false });
    },
    reasons: () => {
      const { reason, device_id, first, last } = LETTER;
      const line = { reason, device_id, letters: 1, devices: 1, first, last, example: LETTER };
      return this.#answer({ cut: null, reasons: [line] });
    },
  };

  health(): Promise<Health> {
    const part = { status: this.status, detail: "It answers" };
    const all = { database: part, ingest: part, broker: part, live: part };
    const parts = { ...all, tables: part, settings: part, disk: part, web: part };
    return Promise.resolve({ status: this.status, now: NOW, parts });
  }

  #answer<T>(answer: T, question?: unknown): Promise<T> {
    this.asked.push(question);
    return this.down ? Promise.reject(new Unavailable("It is down")) : Promise.resolve(answer);
  }
}
