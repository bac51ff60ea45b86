/** The shapes of what became of readings, as the API answers and pages show it. */
import type { EvictionReason } from "../../../devices/wire/account.ts";
import type { Millis } from "../range.ts";

/** The sum: produced = stored + dead_lettered + waiting + evicted + missing. Distinct readings. */
export interface Sums {
  readonly produced: number;
  readonly stored: number;
  readonly dead_lettered: number;
  /** Still in the device's outbox, as far as its last account says. */
  readonly waiting: number;
  /** Those of `waiting` that nobody will send: their device has forgotten the epoch. */
  readonly abandoned: number;
  readonly evicted: number;
  /** Null while the database has not applied everything that it took: then nobody can say. */
  readonly missing: number | null;
}

/** Readings that are missing, and the device times of the readings around them, if there are any. */
export interface MissingRange {
  readonly from: number;
  readonly to: number;
  readonly after: Millis | null;
  readonly before: Millis | null;
}

/** The account of one start of a device. */
export interface EpochLedger extends Sums {
  readonly epoch: number;
  /** Whether its device still names it, or is about to: more may come. */
  readonly open: boolean;
  /** The time of the device's last account that names it; null if none does. */
  readonly told: Millis | null;
  /** Device times of the first and the last reading that is stored. */
  readonly first: Millis | null;
  readonly last: Millis | null;
  /** Ascending, at most `MOST_RANGES`; empty while `missing` is null. */
  readonly missing_ranges: readonly MissingRange[];
}

/** The account of a device: the sum of its epochs. */
export interface DeviceLedger extends Sums {
  readonly device_id: string;
  /** The number and the receive time of its last account. */
  readonly account: number;
  readonly told: Millis;
  /** The newest first. */
  readonly epochs: readonly EpochLedger[];
}

/** A device whose readings nobody but itself can count. */
export interface OutsideLedger {
  readonly device_id: string;
  readonly stored: number;
  readonly dead_lettered: number;
  readonly first: Millis | null;
  readonly last: Millis | null;
  /**
   * It has never said what it has produced; its readings have no epoch; or there are but letters of
   * it that don't say which reading they are.
   */
  readonly why: keyof typeof WHY_OUTSIDE;
}

/** Why there is no account of a device, in words. */
export const WHY_OUTSIDE = {
  no_epoch: "its readings have no epoch and seq",
  no_account: "it has never sent an account",
  no_reading: "its dead letters don't say which reading they are",
} as const;

/** `GET /api/ledger/fleet`. */
export interface FleetLedger {
  /** The newest thing that is counted: an account or a reading. Null if there is nothing. */
  readonly as_of: Millis | null;
  readonly fleet: Sums & { readonly devices: number };
}

/** `GET /api/ledger`. */
export interface Ledger extends FleetLedger {
  /** Those with something missing first, then those with something abandoned, evicted, by id. */
  readonly devices: readonly DeviceLedger[];
  readonly outside: readonly OutsideLedger[];
}

/** Of an epoch, so many missing ranges are listed; the count is of all. */
export const MOST_RANGES = 100;

/** What became of readings that are not stored. */
export type Fate = "dead-lettered" | "evicted" | "waiting" | "missing";

/** Readings of one epoch that follow on each other, of the same fate. */
export interface Span {
  readonly epoch: number;
  readonly from: number;
  readonly to: number;
  /** Fewer than from `from` to `to` if several spans are told as one. */
  readonly count: number;
  readonly fate: Fate;
  /** Why they were evicted; `abandoned` if they wait and nobody will send them; otherwise null. */
  readonly reason: EvictionReason | "abandoned" | null;
  /**
   * Between when they were taken: the device times of the readings around them that are stored. At
   * the end of an epoch `before` is the time of the account that tells of them, at its beginning
   * `after` the last reading of an earlier one; null if nothing is known, and they may be of any
   * time on that side.
   */
  readonly after: Millis | null;
  readonly before: Millis | null;
}

/** `GET /api/devices/:id/account`: what became of a device's readings, of all and of a range of time. */
export interface DeviceAccount {
  readonly device_id: string;
  /** The range. */
  readonly from: Millis;
  readonly to: Millis;
  /** The newest thing that is counted: an account or a reading. Null if there is nothing. */
  readonly as_of: Millis | null;
  /** The sum, as in `GET /api/ledger`; null for a device outside the account: `outside` says why. */
  readonly account: Sums | null;
  /** The newest first; empty outside the account. */
  readonly epochs: readonly EpochLedger[];
  /** What no account covers; null if there is nothing of the kind. */
  readonly outside: OutsideLedger | null;
  /**
   * Readings that are not stored and are, or may be, of the range. None is missing while nobody can
   * say what is.
   */
  readonly not_stored: Readonly<Record<Fate, number>>;
  /** These readings by the time at which they begin; of each epoch, what may touch the range. */
  readonly spans: readonly Span[];
  /**
   * How many spans there are beyond those that are listed: of more than `MOST_SPANS`, those of a fate
   * that lie close together are told as one.
   */
  readonly left_out: number;
}

/** More spans than this are told together. */
export const MOST_SPANS = 300;
