/**
 * The shapes of what the dashboard's data functions give to pages and to the API. Types only: pages,
 * islands and other programs may import this file without pulling in the database client.
 *
 * Times are milliseconds since 1970 (UTC, decimals allowed) unless a name ends in `_at` or says
 * otherwise; those, in the REST answers, are ISO 8601 texts. Percentages are 0-100.
 */
import type { Health } from "./health_types.ts";
import type { History, HistoryQuery } from "./history_types.ts";
import type { DeviceAccount, Ledger } from "./ledger/types.ts";
import type { DeadLetters } from "./letters/types.ts";
import type { PipelineReport, SpikeDetail } from "./pipeline_types.ts";
import type { Millis, Range } from "./range.ts";

export type {
  DeviceAccount,
  Health,
  History,
  HistoryQuery,
  Ledger,
  Millis,
  PipelineReport,
  Range,
  SpikeDetail,
};

/** The mark of a device: offline if its link is down, otherwise online or stale by its data. */
export type DeviceState = "online" | "stale" | "offline";

/** What a device (or its last will) last said of its connection. */
export interface Connection {
  readonly connection: "online" | "offline";
  /**
   * Whose word that is. A device that never sent a status counts as online while its readings are
   * fresh, and the page must say that this is inferred.
   */
  readonly connection_source: "device" | "readings";
  /** Since when; null if unknown. */
  readonly connection_since: Millis | null;
  readonly reason: "started" | "stopped" | "lost" | null;
  /** Seconds between readings, as the device says; null if it never did. */
  readonly interval: number | null;
}

/** The values of a reading that the fleet page shows; null where the reading has none. */
export interface FleetValues {
  /** km/h */
  readonly speed: number | null;
  readonly cpu_usage: number | null;
  readonly ram_usage: number | null;
  readonly detection_label: string | null;
}

/** One device of the fleet: its connection, its newest reading, and the two facts apart. */
export interface FleetDevice extends Connection, FleetValues {
  readonly device_id: string;
  /** Device time of the newest reading; null if there is none within the retention. */
  readonly ts: Millis | null;
  /** When the ingest received it. */
  readonly received: Millis | null;
  /** The earlier of the two: a clock that is ahead does not make a value look younger. */
  readonly last_seen: Millis | null;
  /** `last_seen` to now, in ms; never negative. */
  readonly age_ms: number | null;
  readonly freshness: "fresh" | "stale";
  readonly state: DeviceState;
}

/** Counts that filter; `all` is their sum. */
export interface FleetCounts {
  readonly all: number;
  readonly online: number;
  readonly stale: number;
  readonly offline: number;
}

/** The whole fleet at one moment. Devices by id (natural order: vehicle_2 before vehicle_10). */
export interface Fleet {
  readonly now: Millis;
  readonly counts: FleetCounts;
  readonly devices: readonly FleetDevice[];
}

/** Speed of the last two minutes, for the live charts of up to 24 devices; ascending, unique x. */
export interface RecentPoints {
  readonly from: Millis;
  readonly to: Millis;
  readonly devices: readonly {
    readonly device_id: string;
    readonly ts: readonly Millis[];
    readonly speed: readonly (number | null)[];
    /** Indexes of points that were received more than 5 s after they were taken. */
    readonly late: readonly number[];
  }[];
}

/** One reading in full, columns of `device_data` by name; times in ms. */
export type FullReading = Readonly<Record<string, number | string | null>>;

/** Everything the device page shows besides its charts. */
export interface DeviceDetail extends Connection {
  readonly now: Millis;
  readonly device_id: string;
  /** The newest reading, or null if the retention has taken all of them. */
  readonly latest: FullReading | null;
  readonly last_seen: Millis | null;
  readonly age_ms: number | null;
  readonly freshness: "fresh" | "stale";
  readonly state: DeviceState;
  readonly facts: DeviceFacts;
  /** Status messages of the last 7 days, newest first, at most 50. */
  readonly events: readonly StatusEvent[];
  /** The devices before and after this one in the fleet's order. */
  readonly previous: string | null;
  readonly next: string | null;
}

/** What is known of a device from its rows. */
export interface DeviceFacts {
  /** Device time of the oldest reading that is kept. */
  readonly first_seen: Millis | null;
  /** Readings per second over the last 5 minutes. */
  readonly rate: number;
  /** Readings of the last 5 minutes, and how many of them came more than 5 s late. */
  readonly recent_readings: number;
  readonly recent_late: number;
  /** The start of the device's process that the newest reading belongs to; up to 2^53. */
  readonly epoch: number | null;
  readonly seq: number | null;
  /** Receive time minus device time of the newest readings, least in 5 minutes: clock + network. */
  readonly clock_offset_ms: number | null;
  /** When the newest of its dead letters was received; null if none is kept. */
  readonly last_letter: Millis | null;
}

/** A change of a device's connection. */
export interface StatusEvent {
  readonly at: Millis;
  readonly connection: "online" | "offline";
  readonly reason: "started" | "stopped" | "lost" | null;
}

/** `GET /api/devices/status`. */
export interface DeviceStatusAnswer {
  readonly devices: readonly DeviceStatusEntry[];
}

/** One device of `GET /api/devices/status`. */
export interface DeviceStatusEntry {
  readonly device_id: string;
  readonly connection: "online" | "offline";
  readonly freshness: "fresh" | "stale";
  /** ISO 8601, or null if no reading is kept. */
  readonly last_seen: string | null;
  readonly age_ms: number | null;
  readonly connection_source: "device" | "readings";
  /** ISO 8601. */
  readonly connection_since: string | null;
  readonly reason: "started" | "stopped" | "lost" | null;
  /** Seconds. */
  readonly interval: number | null;
  readonly state: DeviceState;
}

/**
 * What pages and API routes ask for. Every method rejects with `Unavailable` (web/data/unavailable.ts)
 * while the database can't be reached.
 */
export interface Data {
  /** From memory while the live poller runs, otherwise from the database. */
  fleet(): Promise<Fleet>;
  /** One query for all; ids that are unknown come back empty. At most 24 ids. */
  recent(ids: readonly string[]): Promise<RecentPoints>;
  /** Undefined if neither a reading nor a status of this device is kept. */
  device(id: string): Promise<DeviceDetail | undefined>;
  /** Up to 5 known ids that look like this one, for the 404 page. */
  nearest(id: string): Promise<readonly string[]>;
  history(query: HistoryQuery): Promise<History>;
  /** What became of a device's readings; at most a second old. Undefined as `device`. */
  account(id: string, range: Range): Promise<DeviceAccount | undefined>;
  pipeline(range: Range): Promise<PipelineReport>;
  /** Who made a spike: `at` and `width` as in `PipelineReport.spikes`. */
  spike(at: Millis, width: number): Promise<SpikeDetail>;
  /** At most a second old. */
  ledger(): Promise<Ledger>;
  readonly letters: DeadLetters;
  /** Never rejects: a part that can't be reached is a part that is down. */
  health(): Promise<Health>;
}
