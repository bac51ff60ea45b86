/** Names of tables and columns, in one place; a test holds them against `migrate/sql/`. */

/** The readings of vehicles; one row a reading, `ts` is the device's clock. */
export const DEVICE_DATA = "device_data";
/** What devices and their last wills say of their connection; the newest receive time counts. */
export const DEVICE_STATUS = "device_status";
/**
 * What devices say of their outboxes; `ts` is the receive time. Of one device the largest `account`
 * counts, whose rows name as many `epochs` as they say; an account of none is a row without `epoch`.
 */
export const DEVICE_ACCOUNT = "device_account";
/**
 * What was refused; `ts` is the receive time. One letter may stand there several times with the same
 * `hash`: after a restart the broker delivers anew what was not acknowledged.
 */
export const DEAD_LETTERS = "dead_letters";

/** Tables whose `ts` is not the time at which a device took a reading. */
export const NO_READINGS: ReadonlySet<string> = new Set([DEVICE_STATUS, DEVICE_ACCOUNT]);

/** A view of one row with the database's name, `instance_id`: the same at each of its addresses. */
export const INSTANCE = "ledgerline_instance";
/** The migrations that were applied: `name`, `hash`, `applied_at`. */
export const MIGRATIONS = "ledgerline_migrations";

/** Measured columns of `device_data` that hold decimals. Units: `devices/wire/payload.ts`. */
export const VEHICLE_DOUBLES = [
  "speed",
  "cpu_usage",
  "ram_usage",
  "memory_total",
  "memory_used",
  "memory_available",
  "memory_percent",
  "disk_total",
  "disk_used",
  "disk_free",
  "disk_percent",
  "detection_confidence",
] as const;

/** Measured columns of `device_data` that hold whole numbers. */
export const VEHICLE_LONGS = ["network_bytes_sent", "network_bytes_recv"] as const;

/** Days that a row is kept; as in the tables' TTL. */
export const RETENTION_DAYS = 90;

/** Once a second, per hop: how long readings took; see `ingest/latency/`. */
export const PIPELINE_LATENCY = "pipeline_latency";
/** Once a second: what the ingest received, stored, rejected and holds, and the WAL's lag. */
export const PIPELINE_STATE = "pipeline_state";
/** Once a second in which some were: rejected readings by reason. */
export const PIPELINE_REJECTED = "pipeline_rejected";

/** Hops of a reading's way, as in the column `hop`: from where to where it took its time. */
export const HOPS = [
  "device_received",
  "received_committed",
  "committed_queryable",
  "device_queryable",
] as const;

/** A reading that is received this much later than it was taken counts as late, in ms. */
export const LATE_AFTER = 5000;

/**
 * Upper bounds in ms of the columns `b00`, `b01`, … of `pipeline_latency`: 1, 1.5, 2, 3, 4, 6, 8, 12
 * and on to 65,536; the last column holds what is above. Counts of one bucket may be added up over
 * any window, which percentiles may not.
 */
export const LATENCY_BOUNDS: readonly number[] = [
  ...Array.from({ length: 33 }, (_, k) => (k % 2 === 0 ? 1 : 1.5) * 2 ** Math.floor(k / 2)),
  Infinity,
];

/** The columns that `LATENCY_BOUNDS` bounds. */
export const LATENCY_BUCKETS: readonly string[] = LATENCY_BOUNDS.map((_, k) =>
  `b${String(k).padStart(2, "0")}`
);

/** Readings by device and minute, a view on a timer: counts, mean, least and greatest, last values. */
export const DEVICE_MINUTES = "device_minutes";
/** As `DEVICE_MINUTES`, by hour. */
export const DEVICE_HOURS = "device_hours";
/**
 * What is stored, by device, epoch and block of `BLOCK` readings in steps of `LEDGER_STEP`: a view on
 * a timer. Count and sums tell whether a block holds each seq from its first to its last once.
 */
export const LEDGER_BLOCKS = "ledger_blocks";
/** Of each device and epoch, by hour, the account with the largest number: a view on a timer. */
export const LEDGER_ACCOUNTS = "ledger_accounts";
/** Readings of one epoch that a row of `LEDGER_BLOCKS` covers at most. */
export const BLOCK = 4096;
/**
 * What the ledger has to know of days whose rows the TTL takes: blocks, the gaps between readings of
 * blocks that have some, dead letters, and the last account of each epoch; see `ingest/closing/`.
 */
export const LEDGER_CLOSED = {
  blocks: "ledger_closed_blocks",
  gaps: "ledger_closed_gaps",
  letters: "ledger_closed_letters",
  accounts: "ledger_closed_accounts",
} as const;
