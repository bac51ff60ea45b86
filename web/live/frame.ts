/**
 * What travels over `/api/stream`: named server-sent events, their data one line of JSON. Types and
 * constants only, shared by the server, which encodes, and the page, which decodes.
 *
 * A stream belongs to one channel, chosen by the URL:
 * - `/api/stream` (or `?channel=fleet`): `snapshot`, `frame`, `status`, `late`
 * - `/api/stream?device=ID`: the same events for this device only, and `readings` instead of `frame`
 * - `/api/stream?channel=pipeline`: only what every channel gets
 * Every channel also gets `hello` (first), `parts`, `pipeline` and `heartbeat`.
 *
 * Rows are columns: entry i of every array belongs to the same row. Devices are numbers: the index
 * of their id in the list that `snapshot` began and `frame.added` continues; they hold until the
 * next `snapshot`. Times are ms since 1970 by the clock that the name says.
 */
import type { Millis } from "../data/range.ts";
import type { PartName, Standing } from "../data/health_types.ts";
import type { Hop, HopFigures } from "../data/pipeline_types.ts";

/** Every event name that a stream may carry. */
export const EVENTS = [
  "hello",
  "snapshot",
  "frame",
  "readings",
  "status",
  "late",
  "parts",
  "pipeline",
  "heartbeat",
] as const;

/** The name of an event. */
export type EventName = typeof EVENTS[number];

/** A heartbeat comes at least this often; two missed ones mean that the stream is dead. */
export const HEARTBEAT_EVERY = 2_000; // ms

/** How far back frames bring points; older ones are announced by `late`. */
export const LIVE_WINDOW = 150_000; // ms: the charts' two minutes and some

/** `hello`: once, before anything else; says that the stream is up although data may not be. */
export interface Hello {
  /** This server process; a new one means that its code and numbers may have changed. */
  readonly boot: string;
  readonly now: Millis;
  readonly tick_ms: number;
  readonly heartbeat_ms: number;
}

/** The newest readings of some devices, as columns; null where a reading has no value. */
export interface ReadingColumns {
  /** Device numbers. */
  readonly device: readonly number[];
  /** Device time minus the event's `base`, in ms. */
  readonly ts: readonly (number | null)[];
  /**
   * Receive time minus device time, in ms: above 5,000 is late; below 0 the device's clock is ahead,
   * and its age counts from `ts + lag`.
   */
  readonly lag: readonly (number | null)[];
  readonly speed: readonly (number | null)[];
  readonly cpu_usage: readonly (number | null)[];
  readonly ram_usage: readonly (number | null)[];
  /** Index into the event's `labels`. */
  readonly detection_label: readonly (number | null)[];
}

/** What devices say of their connections, as columns. */
export interface StatusColumns {
  readonly device: readonly number[];
  /** 1 online, 0 offline, null if the device never said (its readings tell, then). */
  readonly online: readonly (0 | 1 | null)[];
  readonly since: readonly (Millis | null)[];
  readonly reason: readonly ("started" | "stopped" | "lost" | null)[];
  /** Seconds. */
  readonly interval: readonly (number | null)[];
}

/** `snapshot`: on every connect, after an outage, and when a slow reader has caught up. */
export interface Snapshot {
  readonly now: Millis;
  readonly base: Millis;
  /** Ids by device number. */
  readonly devices: readonly string[];
  readonly labels: readonly string[];
  /** One row per device that has a reading: its newest. */
  readonly latest: ReadingColumns;
  /** One row per device. */
  readonly status: StatusColumns;
}

/**
 * `frame`: the readings that became queryable since the last one, within `LIVE_WINDOW`, ascending by
 * device time for each device, late ones among them; a row is the newest of its device if its `ts`
 * is the greatest seen. A row that is repeated (a redelivery) has the same device and ts.
 */
export interface Frame extends ReadingColumns {
  readonly now: Millis;
  readonly base: Millis;
  /** Ids that get the next device numbers. */
  readonly added?: readonly string[];
  readonly labels: readonly string[];
}

/** `readings`: what `frame` is, of the one device of the channel, with every column. */
export interface DeviceReadings {
  readonly now: Millis;
  readonly device_id: string;
  /** As of `History` in its raw form: `ts, received, epoch, seq`, every field, `detection_label`. */
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (number | string | null)[])[];
}

/** `status`: devices whose connection changed. */
export interface StatusChange extends StatusColumns {
  readonly now: Millis;
  readonly added?: readonly string[];
}

/**
 * `late`: readings older than `LIVE_WINDOW` were stored. A page that shows such a range asks for its
 * history again; at most one event a second.
 */
export interface Late {
  readonly now: Millis;
  readonly devices: readonly {
    readonly device_id: string;
    readonly from: Millis;
    readonly to: Millis;
    readonly count: number;
  }[];
}

/** `parts`: on connect and whenever one changes: what the live path depends on. */
export interface Parts {
  readonly now: Millis;
  readonly parts: Readonly<
    Partial<
      Record<
        PartName,
        { readonly status: Standing; readonly since: Millis; readonly detail: string }
      >
    >
  >;
}

/** `pipeline`: once a second while the ingest reports: the newest second. */
export interface PipelineSecond {
  readonly now: Millis;
  readonly ts: Millis;
  /** Readings per second. */
  readonly received: number;
  readonly stored: number;
  readonly rejected: number;
  readonly held: number;
  readonly wal_lag: number;
  /** Hops in which readings were measured that were not late. */
  readonly hops: Readonly<Partial<Record<Hop, HopFigures>>>;
}

/** `heartbeat`: every `HEARTBEAT_EVERY`, also when nothing happens. */
export interface Heartbeat {
  readonly now: Millis;
  /** When the newest data was read: far behind `now` means that the database does not answer. */
  readonly as_of: Millis | null;
}

/** The data of each event by its name. */
export interface EventData {
  readonly hello: Hello;
  readonly snapshot: Snapshot;
  readonly frame: Frame;
  readonly readings: DeviceReadings;
  readonly status: StatusChange;
  readonly late: Late;
  readonly parts: Parts;
  readonly pipeline: PipelineSecond;
  readonly heartbeat: Heartbeat;
}
