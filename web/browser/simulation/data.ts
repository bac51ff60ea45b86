/** The data functions over a simulated fleet. */
import { FIELDS } from "../../data/fields.ts";
import { readingColumns } from "../../data/history_columns.ts";
import type { DeadLetters } from "../../data/letters/types.ts";
import type {
  Data,
  DeviceAccount,
  DeviceDetail,
  Fleet,
  Health,
  History,
  HistoryQuery,
  Ledger,
  Range,
} from "../../data/types.ts";
import { Unavailable } from "../../data/unavailable.ts";
import { deviceOf, fleetOf } from "../../live/fleet.ts";
import type { Live } from "../../live/live.ts";
import { similarIds } from "../../live/similar_ids.ts";
import { simulatedAccount } from "./account.ts";
import { simulatedHistory } from "./history.ts";
import { simulatedLedger } from "./ledger.ts";
import { simulatedReport, simulatedSpike } from "./report.ts";
import { isLate } from "./values.ts";
import type { World } from "./world.ts";

const FIVE_MINUTES = 300_000; // ms
const TWO_MINUTES = 120_000; // ms
const DOWN = "The simulated database is down";

/** See `Data`; rejects while the simulated database is down. */
export class SimulatedData implements Data {
  readonly letters: DeadLetters;

  constructor(private readonly world: World, private readonly live: Live) {
    this.letters = world.letters;
  }

  async fleet(): Promise<Fleet> {
    await this.live.upToDate();
    return fleetOf(this.live.state, Date.now());
  }

  recent(ids: readonly string[]) {
    return this.#answer(() => {
      const to = Date.now();
      const devices = ids.map((device_id) => {
        const readings = this.world.readings(device_id, to - TWO_MINUTES, to);
        const late = readings.flatMap((reading, i) => isLate(reading) ? [i] : []);
        return {
          device_id,
          ts: readings.map(({ ts }) => ts),
          speed: readings.map(({ speed }) => speed),
          late,
        };
      });
      return { from: to - TWO_MINUTES, to, devices };
    });
  }

  async device(id: string): Promise<DeviceDetail | undefined> {
    if (this.world.source.down) throw new Unavailable(DOWN);
    await this.live.upToDate();
    const entry = this.live.state.get(id);
    if (entry === undefined) return undefined;
    const now = Date.now();
    const { ids } = this.world;
    const { speed: _speed, detection_label: _label, ...standing } = deviceOf(entry, now);
    const recent = this.world.readings(id, now - FIVE_MINUTES, now);
    const latest = recent.at(-1);
    const names = [...readingColumns(FIELDS), "collector"];
    const cells = latest && Object.fromEntries(names.map((name) => [name, latest.cell(name)]));
    return {
      ...standing,
      now,
      latest: cells as DeviceDetail["latest"] ?? null,
      facts: {
        first_seen: this.world.born,
        rate: recent.length / (FIVE_MINUTES / 1000),
        recent_readings: recent.length,
        recent_late: recent.filter(isLate).length,
        epoch: latest?.cell("epoch") as number ?? null,
        seq: latest?.seq ?? null,
        clock_offset_ms: 12,
        last_letter: this.world.letters.lastOf(id),
      },
      events: this.world.events(id),
      previous: ids[ids.indexOf(id) - 1] ?? null,
      next: ids[ids.indexOf(id) + 1] ?? null,
    };
  }

  nearest(id: string) {
    return this.#answer(() => {
      return similarIds(id, this.world.ids);
    });
  }

  history(query: HistoryQuery): Promise<History> {
    return this.#answer(() => simulatedHistory(query, this.world));
  }

  account(id: string, range: Range): Promise<DeviceAccount | undefined> {
    const { world } = this;
    return this.#answer(() => world.has(id) ? simulatedAccount(id, range, world) : undefined);
  }

  pipeline(range: { from: number; to: number }) {
    return this.#answer(() => {
      return simulatedReport(range, this.world.ids);
    });
  }

  spike(at: number, width: number) {
    return this.#answer(() => {
      return simulatedSpike(at, width, this.world.ids);
    });
  }

  ledger(): Promise<Ledger> {
    return this.#answer(() => simulatedLedger(this.world.ids, Date.now()));
  }

  health(): Promise<Health> {
    const part = (name: "database" | "ingest" | "broker" | "live") =>
      this.live.board.part(name) ?? { status: "ok" as const, detail: "It answers" };
    const still = {
      status: "ok" as const,
      detail: "Nothing to report",
      facts: { used_bytes: 1e9 },
    };
    const down = this.world.source.down;
    const database = down
      ? {
        status: "down" as const,
        detail: "It does not answer",
        remedy: "Start it: deno task infra",
      }
      : { status: "ok" as const, detail: "It answers" };
    const [ingest, broker, live] = [part("ingest"), part("broker"), part("live")];
    const parts = {
      database,
      ingest,
      broker,
      live,
      tables: still,
      settings: still,
      disk: still,
      web: still,
    };
    return Promise.resolve({ status: down ? "down" : "ok", now: Date.now(), parts });
  }

  #answer<T>(answer: () => T): Promise<T> {
    const isDown = this.world.source.down;
    return isDown ? Promise.reject(new Unavailable(DOWN)) : Promise.resolve(answer());
  }
}
