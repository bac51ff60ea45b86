/** Programs that run nothing: the test says when they write and when they end. */
import type { Spawn } from "../process.ts";

/** A program that was "started". */
export interface FakeProcess {
  /** Its name and arguments. */
  readonly command: string;
  say(line: string): void;
  end(code: number): void;
}

/** Starts fakes, which end with 0 when told to stop; `started` and `events` keep a record. */
export function fakeSpawn() {
  const started: FakeProcess[] = [];
  const events: string[] = [];
  const spawn: Spawn = (name, args, onLine) => {
    const { promise: ended, resolve: end } = Promise.withResolvers<number>();
    events.push(`start ${name}`);
    started.push({ command: [name, ...args].join(" "), say: onLine, end });
    const stop = () => {
      events.push(`stop ${name}`);
      end(0);
    };
    return { ended, stop };
  };
  return { spawn, started, events };
}
