/** Times as devices write them, to microseconds since 1970. */
import { RETENTION_DAYS } from "../tables.ts";
import { type Fields, toNumber } from "./fields.ts";
import type { Message, Registry } from "./message.ts";
import { quote, Refusal } from "./refusal.ts";

const ISO =
  /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d\d:?\d\d)?$/i;
const DAY = 86_400_000; // ms
const RETENTION = RETENTION_DAYS * DAY;
/** An expiring day is closed twice in this time; see `ingest/closing/`. */
const CLOSING = DAY / 2;

/**
 * The time in a field, in Unix microseconds; undefined if the field is absent. Unix seconds
 * (decimals allowed), milliseconds, microseconds and nanoseconds are told apart by their size, which
 * is unambiguous from 1973 to 5138; ISO 8601 without a zone is UTC.
 *
 * @throws {Refusal} if the field is neither.
 */
export function readTime(fields: Fields, name: string): number | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  const number = toNumber(value);
  const micros = Number.isFinite(number) ? fromUnix(number) : fromIso(value);
  if (micros !== undefined) return micros;
  throw new Refusal("timestamp_unreadable", `${name}=${quote(value)}`);
}

/** A double holds today's time to 0.2 µs in any of the units, so rounding gives the exact one. */
function fromUnix(time: number): number {
  const size = Math.abs(time);
  if (size < 1e11) return Math.round(time * 1e6);
  if (size < 1e14) return Math.round(time * 1e3);
  if (size < 1e17) return Math.round(time);
  return Math.round(time / 1e3);
}

function fromIso(value: unknown): number | undefined {
  const match = typeof value === "string" ? ISO.exec(value.trim()) : null;
  if (match === null) return undefined;
  const [, date, minutes, seconds = "00", fraction = "0", zone = "Z"] = match;
  const local = `${date}T${minutes}:${seconds}`;
  const millis = Date.parse(`${local}Z`);
  // Date.parse() takes 30 February for 1 March
  if (Number.isNaN(millis) || !new Date(millis).toISOString().startsWith(local)) return undefined;
  return (millis - offset(zone)) * 1000 + Math.round(Number(`0.${fraction}`) * 1e6);
}

/** How far a zone such as +02:00 is ahead of UTC, in ms. */
function offset(zone: string): number {
  if (zone.length === 1) return 0;
  const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(-2))];
  return (zone[0] === "-" ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

/**
 * Checks a device's time (Unix µs) against the ingest's clock: what is ahead would be the latest for
 * ever, what is older than rows are kept would be stored and dropped without a word.
 *
 * @throws {Refusal} if it is either.
 */
export function checkTime(micros: number, { receivedAt }: Message, registry: Registry): void {
  const ahead = micros / 1000 - receivedAt;
  if (ahead > registry.clockSkewLimit) throw new Refusal("timestamp_in_future", show(micros));
  if (isTooOld(micros, receivedAt)) throw new Refusal("timestamp_too_old", show(micros));
}

/**
 * Whether a row of this time (Unix µs) would be dropped as soon as it is stored, or before the ledger
 * has closed its day again: the TTL takes the day as a whole.
 */
export function isTooOld(micros: number, receivedAt: number): boolean {
  const time = micros / 1000;
  const dayEnd = Math.floor(time / DAY + 1) * DAY;
  return receivedAt > Math.min(time, dayEnd - CLOSING) + RETENTION;
}

function show(micros: number): string {
  const date = new Date(micros / 1000);
  return Number.isNaN(date.getTime()) ? String(micros / 1e6) : date.toISOString();
}
