/** Ticks of the time axis in UTC or local time; uPlot's own are wrong where summer time is. */
import { formatClock, formatDate, type Zone, zoneOffset } from "../format/time.ts";

const SECOND = 1_000;
const MINUTE = 60_000;
const HOUR = 3_600_000;
const DAY = 86_400_000;

/** Distances of ticks, ascending. */
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 2, 3, 6, 12].map((n) => n * HOUR),
  ...[1, 2, 7, 14, 28].map((n) => n * DAY),
];

/** The least distance that gives at most `most` ticks. */
export function timeStep(from: number, to: number, most: number): number {
  return STEPS.find((step) => (to - from) / step <= most) ?? STEPS[STEPS.length - 1];
}

/** Moments from `from` to `to`, round ones in the zone. */
export function timeTicks(from: number, to: number, step: number, zone: Zone): number[] {
  const ticks: number[] = [];
  const offset = zoneOffset(from, zone);
  for (let shown = Math.ceil((from + offset) / step) * step; ticks.length < 100; shown += step) {
    const tick = shown - zoneOffset(shown - offset, zone);
    if (tick > to) break;
    ticks.push(tick);
  }
  return ticks;
}

/** A tick in words: seconds if ticks are that close, the date at midnight and for days. */
export function timeLabel(tick: number, step: number, zone: Zone): string {
  const clock = formatClock(tick, zone);
  if (step >= DAY || (clock === "00:00:00" && step >= MINUTE)) {
    return formatDate(tick, zone).slice(5);
  }
  return step < MINUTE ? clock : clock.slice(0, 5);
}
