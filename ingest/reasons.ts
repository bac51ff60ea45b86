/** Why messages are refused: short names for counting and sentences for people. Data only. */

/** Every reason, and what it means. */
export const REASONS = {
  empty: "The payload is empty",
  too_large: "The payload is larger than one of its kind may be",
  not_utf8: "The payload is not UTF-8",
  not_json: "The payload is not JSON",
  not_an_object: "The payload is JSON, but not an object",
  unknown_topic: "The topic belongs to no family of devices",
  device_id_invalid: "The device id is not 1 to 64 of A-Z a-z 0-9 . _ -",
  device_id_differs: "The payload names another device than the topic",
  identity_invalid: "The epoch or the seq is not a whole number from 0 to 2^53 - 1",
  timestamp_missing: "There is no timestamp",
  timestamp_unreadable: "The timestamp is neither a Unix time nor ISO 8601",
  timestamp_in_future: "The timestamp is further ahead than CLOCK_SKEW_LIMIT",
  timestamp_too_old: "The timestamp is older than rows are kept",
  account_invalid: "The account is not what an account has to be",
  field_invalid: "A field can't be converted to its column's type, or isn't finite",
  field_ambiguous: "A field is given twice, with different values",
  decoder_fault: "The decoder failed on it, which is a fault of the ingest",
  database_refused: "The database refused the row",
} as const;

/** The short name of a reason. */
export type Reason = keyof typeof REASONS;
