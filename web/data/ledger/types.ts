/** The shape of `GET /api/ledger`, which is also what the ledger's page shows. Types only. */
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
  /** Its readings have no epoch, or it has never said what it has produced. */
  readonly why: "no_epoch" | "no_account";
}

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
