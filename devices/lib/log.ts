/** Log lines for people: time, level, program, sentence. Secrets are never passed in. */

/** Writes one line; `warn` and `error` go to standard error. */
export interface Log {
  info(message: string): void;
  warn(message: string): void;
  error(message: string): void;
}

/** A log whose lines begin with the time of day (UTC) and the program's name. */
export function consoleLog(program: string, now: () => Date = () => new Date()): Log {
  const line = (message: string) => `${now().toISOString().slice(11, 23)} ${program} ${message}`;
  return {
    info: (message) => console.log(line(message)),
    warn: (message) => console.error(line(`warning: ${message}`)),
    error: (message) => console.error(line(`error: ${message}`)),
  };
}

/**
 * Lets each kind of message through once per `interval` ms and adds how many were held back, so
 * that a flood of the same fault is one line a minute.
 */
export function rateLimited(
  write: (message: string) => void,
  interval = 60_000,
  now: () => number = Date.now,
): (kind: string, message: string) => void {
  const kinds = new Map<string, { since: number; held: number }>();
  return (kind, message) => {
    const last = kinds.get(kind);
    const passed = last ? now() - last.since : Infinity;
    if (last && 0 <= passed && passed < interval) { // a clock that was set back silences nothing
      last.held++;
      return;
    }
    write(last?.held ? `${message} (and ${last.held} more like it)` : message);
    kinds.set(kind, { since: now(), held: 0 });
  };
}
