/** Times of day in the chosen zone. */

/** UTC, or the zone of the browser. */
export type Zone = "utc" | "local";

const DAY = 86_400_000;

/** What is added to UTC in a zone at a moment, in ms; it differs between summer and winter. */
export function zoneOffset(ms: number, zone: Zone): number {
  return zone === "utc" ? 0 : -new Date(ms).getTimezoneOffset() * 60_000;
}

/** When a clock that is `offset` ahead of UTC shows `shown`, which is read as if it were UTC. */
export function momentOf(shown: number, offset: (ms: number) => number): number {
  const about = shown - offset(shown); // on the right side of a change of the clocks
  return shown - offset(about);
}

/** `HH:MM:SS` in a zone; `digits` decimals of the second (0 or 3). */
export function formatClock(ms: number, zone: Zone, digits: 0 | 3 = 0): string {
  return iso(ms, zone).slice(11, digits === 0 ? 19 : 23);
}

/** `YYYY-MM-DD` in a zone. */
export function formatDate(ms: number, zone: Zone): string {
  return iso(ms, zone).slice(0, 10);
}

/** `HH:MM:SS`, with the date in front when it is not that of `now`. */
export function formatTime(ms: number, zone: Zone, now: number, digits: 0 | 3 = 0): string {
  const clock = formatClock(ms, zone, digits);
  return sameDay(ms, now, zone) ? clock : `${formatDate(ms, zone)} ${clock}`;
}

/** Whether two moments lie in the same day of a zone. */
export function sameDay(a: number, b: number, zone: Zone): boolean {
  return dayOf(a, zone) === dayOf(b, zone);
}

function dayOf(ms: number, zone: Zone): number {
  return Math.floor((ms + zoneOffset(ms, zone)) / DAY);
}

function iso(ms: number, zone: Zone): string {
  return new Date(ms + zoneOffset(ms, zone)).toISOString();
}
