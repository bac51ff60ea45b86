/** The data functions of pages and API: what is live from memory, the rest from the database. */
import type { Queries } from "../data/database.ts";
import { deviceFacts, latestReading } from "../data/device.ts";
import { deviceHistory } from "../data/history.ts";
import { deadLetters } from "../data/letters/dead_letters.ts";
import type { DeadLetters } from "../data/letters/types.ts";
import { pipelineReport } from "../data/pipeline.ts";
import { spikeDetail } from "../data/pipeline_spikes.ts";
import { accountWithin, type WholeAccount } from "../data/ledger/spans.ts";
import type { Millis } from "../data/range.ts";
import { recentPoints } from "../data/recent.ts";
import { statusEvents } from "../data/statuses.ts";
import type {
  Data,
  DeviceAccount,
  DeviceDetail,
  Fleet,
  Health,
  HistoryQuery,
  Ledger,
  Range,
} from "../data/types.ts";
import { deviceOf, fleetOf } from "./fleet.ts";
import type { FleetEntry, FleetState } from "./fleet_state.ts";
import { similarIds } from "./similar_ids.ts";

const EVENTS_BACK = 7 * 86_400_000; // ms

/** What the data functions need from outside. */
export interface DashboardDeps {
  readonly db: Queries;
  readonly live: { readonly state: FleetState; upToDate(): Promise<void> };
  readonly health: () => Promise<Health>;
  readonly ledger: () => Promise<Ledger>;
  readonly account: (device: string) => Promise<WholeAccount | undefined>;
  /** Milliseconds since 1970. */
  readonly now: () => Millis;
}

/** See `Data`. */
export class DashboardData implements Data {
  readonly letters: DeadLetters;

  constructor(private readonly deps: DashboardDeps) {
    this.letters = deadLetters(deps.db);
  }

  async fleet(): Promise<Fleet> {
    const { live, now } = this.deps;
    await live.upToDate();
    return fleetOf(live.state, now());
  }

  recent(ids: readonly string[]) {
    return recentPoints(this.deps.db, ids, this.deps.now());
  }

  async device(id: string): Promise<DeviceDetail | undefined> {
    const { db, live, now } = this.deps;
    await live.upToDate();
    const entry = live.state.get(id);
    if (entry === undefined) return undefined;
    const at = now();
    const latest = entry.reading === undefined ? null : await latestReading(db, id, at);
    const [facts, events] = await Promise.all([
      deviceFacts(db, id, latest, at),
      statusEvents(db, id, at - EVENTS_BACK),
    ]);
    return { now: at, ...standingOf(entry, at), latest, facts, events, ...this.#neighbours(id) };
  }

  async nearest(id: string): Promise<readonly string[]> {
    await this.deps.live.upToDate();
    return similarIds(id, this.deps.live.state.sorted.map((entry) => entry.id));
  }

  history(query: HistoryQuery) {
    const interval = this.deps.live.state.get(query.device)?.status?.interval ?? null;
    return deviceHistory(this.deps.db, query, interval, this.deps.now());
  }

  async account(id: string, range: Range): Promise<DeviceAccount | undefined> {
    const { live, account } = this.deps;
    const [whole] = await Promise.all([account(id), live.upToDate()]);
    if (whole !== undefined) return accountWithin(whole, range);
    return live.state.get(id) === undefined ? undefined : accountWithin(nothingOf(id), range);
  }

  pipeline(range: Range) {
    return pipelineReport(this.deps.db, range);
  }

  spike(at: Millis, width: number) {
    return spikeDetail(this.deps.db, at, width);
  }

  ledger(): Promise<Ledger> {
    return this.deps.ledger();
  }

  health(): Promise<Health> {
    return this.deps.health();
  }

  #neighbours(id: string) {
    const { sorted } = this.deps.live.state;
    const index = sorted.findIndex((entry) => entry.id === id);
    return { previous: sorted[index - 1]?.id ?? null, next: sorted[index + 1]?.id ?? null };
  }
}

/** The account of a device of which only its connection is known. */
function nothingOf(device_id: string): WholeAccount {
  const none = { stored: 0, dead_lettered: 0, first: null, last: null, why: "no_account" } as const;
  return {
    device_id,
    as_of: null,
    account: null,
    epochs: [],
    outside: { device_id, ...none },
    spans: [],
  };
}

/** How a device stands, without the values of its reading. */
function standingOf(entry: FleetEntry, now: Millis) {
  const { device_id, last_seen, age_ms, freshness, state, ...rest } = deviceOf(entry, now);
  const { connection, connection_source, connection_since, reason, interval } = rest;
  const said = { connection, connection_source, connection_since, reason, interval };
  return { device_id, ...said, last_seen, age_ms, freshness, state };
}
