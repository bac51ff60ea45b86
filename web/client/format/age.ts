/** Lengths of time in words: ages of values, lengths of gaps. */

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * An age in ms, as coarse as a person needs it: `4 s`, `6 min`, `2 h 11 min`, `3 d`. An age below
 * 0 (a clock that is ahead) is `0 s`.
 */
export function formatAge(ms: number): string {
  const age = Math.max(0, ms);
  if (age < MINUTE) return `${Math.floor(age / SECOND)} s`;
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min`;
  if (age < DAY) return two(age, HOUR, "h", MINUTE, "min");
  return `${Math.floor(age / DAY)} d`;
}

/** A length in ms with its two greatest units: `812 ms`, `4.2 s`, `4 min 18 s`, `9 d 23 h`. */
export function formatSpan(ms: number): string {
  const span = Math.max(0, ms);
  if (span < SECOND) return `${Math.round(span)} ms`;
  if (span < 10 * SECOND) return `${trim(span / SECOND)} s`;
  if (span < MINUTE) return `${Math.round(span / SECOND)} s`;
  if (span < HOUR) return two(span, MINUTE, "min", SECOND, "s");
  if (span < DAY) return two(span, HOUR, "h", MINUTE, "min");
  return two(span, DAY, "d", HOUR, "h");
}

function two(ms: number, big: number, bigName: string, small: number, smallName: string): string {
  const whole = Math.floor(ms / big);
  const rest = Math.floor((ms - whole * big) / small);
  return rest === 0 ? `${whole} ${bigName}` : `${whole} ${bigName} ${rest} ${smallName}`;
}

function trim(value: number): string {
  return value.toFixed(1).replace(/\.0$/, "");
}
