/** The range as its field shows it and reads it, in the zone of the axis. */
import { FieldError } from "../../data/field_error.ts";
import { LONGEST, parseTime, SHORTEST } from "../../data/range.ts";
import { formatClock, formatDate, momentOf, type Zone, zoneOffset } from "../format/time.ts";

/** A range as a URL has it: relative (`now-1h`), or ISO 8601 in UTC. */
export interface RangeText {
  readonly from: string;
  readonly to: string;
}

const DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/;
const CLOCK = /^\d{2}:\d{2}(?::\d{2})?$/;

/**
 * Reads what was typed: `now-1h`, a date, or two of these with ` to ` between them. Dates without a
 * zone, and times of today, are in `zone`.
 *
 * @throws {RangeError} in words for the person who typed it.
 */
export function parseRangeText(text: string, zone: Zone, now: number): RangeText {
  const [from, to = "now", ...more] = text.trim().split(/\s+to\s+|\s+–\s+/);
  if (more.length > 0) throw new RangeError(`Only two times can be given: ${text}`);
  const range = { from: moment(from, zone, now), to: moment(to, zone, now) };
  const length = parseTime(range.to, now, "to") - parseTime(range.from, now, "from");
  if (length < SHORTEST) throw new RangeError("The first time must be before the second");
  if (length > LONGEST) throw new RangeError("At most 90 days can be shown");
  return range;
}

/**
 * Where a typed range leads, for the form of a page without script: `range` becomes `from` and `to`.
 * A form that also has these as they are, to the microsecond, keeps them while what it shows of them
 * was left as it is. Undefined if there is none to read.
 *
 * @throws {FieldError} if it can't be read.
 */
export function typedRangePath(url: URL, now: number): string | undefined {
  const { range: text, from, to, ...rest } = Object.fromEntries(url.searchParams);
  if (text === undefined) return undefined;
  const isLeft = from !== undefined && to !== undefined &&
    text === showRangeText({ from, to }, "utc", now);
  const range = isLeft ? { from, to } : text.trim() === "" ? {} : typedRange(text, now);
  const query = new URLSearchParams({ ...rest, ...range });
  return query.size === 0 ? url.pathname : `${url.pathname}?${query}`;
}

function typedRange(text: string, now: number): RangeText {
  try {
    return parseRangeText(text, "utc", now);
  } catch {
    throw new FieldError(
      "range",
      text,
      "now-1h, a date (UTC), or two with to between them; at most 90 days",
    );
  }
}

/** A range as people read it: `2026-11-20 13:32 to now`, seconds only when they are not 0. */
export function showRangeText({ from, to }: RangeText, zone: Zone, now: number): string {
  return `${showMoment(from, zone, now)} to ${showMoment(to, zone, now)}`;
}

/** The range that a query asks for, which stays relative, or the last `usual` such as `15m`. */
export function queriedRange(query: URLSearchParams, usual: string): RangeText {
  const from = query.get("from") ?? `now-${query.get("duration") ?? usual}`;
  return { from, to: query.get("to") ?? "now" };
}

/** A dragged stretch as a range: as long as one has to be, and over by `now`. Times in ms. */
export function stretchRange(from: number, to: number, now: number): RangeText {
  const end = Math.round(Math.min(now, Math.max(to, (from + to + SHORTEST) / 2)));
  const start = Math.min(Math.round(from), end - SHORTEST);
  return { from: new Date(start).toISOString(), to: new Date(end).toISOString() };
}

/** The query of a range. */
export function rangeQuery({ from, to }: RangeText): string {
  return new URLSearchParams({ from, to }).toString().replaceAll("%3A", ":");
}

function moment(text: string, zone: Zone, now: number): string {
  if (text.startsWith("now")) return checked(text, now);
  const dated = CLOCK.test(text) ? `${formatDate(now, zone)} ${text}` : text;
  if (!DATE.test(dated)) return checked(text, now);
  const asUtc = parseTime(dated, now, "time");
  return new Date(momentOf(asUtc, (ms) => zoneOffset(ms, zone))).toISOString();
}

function checked(text: string, now: number): string {
  parseTime(text, now, "time");
  return text;
}

function showMoment(text: string, zone: Zone, now: number): string {
  if (text.startsWith("now")) return text;
  const ms = parseTime(text, now, "time");
  const clock = formatClock(ms, zone);
  return `${formatDate(ms, zone)} ${clock.endsWith(":00") ? clock.slice(0, 5) : clock}`;
}
