/** How fast one device can go: for measurements. */
import { delay } from "../lib/backoff.ts";
import type { Log } from "../lib/log.ts";
import { together } from "../lib/together.ts";
import type { Figures } from "../wire/payload.ts";
import { type Device, runDevice } from "./run_device.ts";

/** What is measured. */
export interface FullSpeedOptions {
  /** How many readings go from the outbox to whoever stores them and out of the outbox again. */
  readonly count: number;
  readonly figures: Figures;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/** What the outbox is kept filled with, so that it and the connection are never idle. */
const AHEAD = 2000;
const NEVER = 2 ** 31 - 1; // ms, the longest timer

/**
 * Appends, publishes and settles `count` readings as fast as they are said to be stored, with a
 * device whose sensors are never asked. Returns readings per second, from the first append
 * to the last settled.
 */
export async function measureFullSpeed(
  device: Device,
  { count, figures, log, signal }: FullSpeedOptions,
): Promise<number> {
  const done = new AbortController();
  const online = Promise.withResolvers<void>();
  let stored = 0;
  const events = {
    online: () => online.resolve(),
    offline: () => {},
    accepted: () => {},
    stored: (count: number) => void (stored += count),
    refused: () => {},
    malformed: () => {},
    deaf: () => {},
  };
  let seconds = 0;
  const drive = async (signal: AbortSignal) => {
    await online.promise;
    const begin = performance.now();
    for (let appended = 0; stored < count && !signal.aborted;) {
      for (; appended < Math.min(count, stored + AHEAD); appended++) {
        device.outbox.append(Date.now() / 1000, figures);
      }
      await delay(1);
    }
    seconds = (performance.now() - begin) / 1000;
    done.abort();
  };
  const idle = { ...device, first: NEVER, interval: NEVER };
  const run = (signal: AbortSignal) =>
    runDevice(idle, { log, events, signal: AbortSignal.any([signal, done.signal]) });
  await together(signal, [run, drive]);
  return stored / seconds;
}
