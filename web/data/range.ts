/** Ranges of time as URLs and people write them: `duration=5m`, `from=now-1h&to=now`, dates. */
import { FieldError } from "./field_error.ts";

/** Milliseconds since 1970, UTC; decimals are microseconds. */
export type Millis = number;

/** A range of time, `from` before `to`. */
export interface Range {
  readonly from: Millis;
  readonly to: Millis;
  /** Whether it ends now, so that a page of it goes on live. */
  readonly live: boolean;
}

/** The shortest and the longest range that can be asked for, in ms. */
export const SHORTEST = 1_000;
/** See `SHORTEST`: the retention of the readings. */
export const LONGEST = 90 * 86_400_000;

const UNITS = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;
const DURATION = /^(\d{1,6})([smhdw])$/;
const RELATIVE = /^now(?:-(\d{1,6}[smhdw]))?$/;
const EPOCH_MS = /^\d{12,14}(?:\.\d{1,3})?$/;
const DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/;
const DURATION_RULE = "a number and s, m, h, d or w, such as 5m or 24h";
const TIME_RULE = "now, now-1h, a date (UTC unless it says otherwise) or milliseconds since 1970";

/**
 * The range that a query asks for: `duration`, or `from` with or without `to` (default: now), or
 * `fallback` if it names none.
 *
 * @throws {FieldError} naming the parameter, its value and what is allowed.
 */
export function parseRange(query: URLSearchParams, now: Millis, fallback: string): Range {
  const duration = query.get("duration");
  const [from, to] = [query.get("from"), query.get("to")];
  if (duration !== null && (from !== null || to !== null)) {
    throw new FieldError("duration", duration, "left out when from or to is given");
  }
  if (from === null && to !== null) {
    throw new FieldError("from", "", `given when to is: ${TIME_RULE}`);
  }
  if (from === null) return lasting(duration ?? fallback, now);
  return between(from, to ?? "now", now);
}

/** A duration such as `5m` in ms. @throws {FieldError} */
export function parseDuration(text: string, field = "duration"): number {
  const [, count, unit] = DURATION.exec(text) ?? [];
  if (unit === undefined) throw new FieldError(field, text, DURATION_RULE);
  return Number(count) * UNITS[unit as keyof typeof UNITS];
}

/** A moment: relative to now, a date or ms since 1970. @throws {FieldError} */
export function parseTime(text: string, now: Millis, field: string): Millis {
  const relative = RELATIVE.exec(text);
  if (relative) return now - (relative[1] ? parseDuration(relative[1], field) : 0);
  if (EPOCH_MS.test(text)) return Number(text);
  const date = DATE.exec(text);
  const ms = date ? Date.parse(isoOf(text, date[1])) : NaN;
  if (Number.isNaN(ms)) throw new FieldError(field, text, TIME_RULE);
  return ms;
}

/** A date alone is UTC by the standard; one with a time but no zone would be local. */
function isoOf(text: string, zone: string | undefined): string {
  const iso = text.replace(" ", "T");
  return iso.length > 10 && zone === undefined ? `${iso}Z` : iso;
}

function lasting(duration: string, now: Millis): Range {
  const length = parseDuration(duration);
  checkLength("duration", duration, length);
  return { from: now - length, to: now, live: true };
}

function between(fromText: string, toText: string, now: Millis): Range {
  const [from, to] = [parseTime(fromText, now, "from"), parseTime(toText, now, "to")];
  if (from >= to) throw new FieldError("from", fromText, `before to, which is ${toText}`);
  checkLength("from", fromText, to - from);
  return { from, to, live: toText === "now" };
}

function checkLength(field: string, value: string, length: number): void {
  if (length >= SHORTEST && length <= LONGEST) return;
  throw new FieldError(field, value, "a range from 1 second to 90 days");
}
