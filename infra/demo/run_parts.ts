/** Starts the parts one after the other, and stops them in the opposite order. */
import { delay } from "../../devices/lib/backoff.ts";
import { aborted } from "../local/aborted.ts";
import { Part, type PartDeps } from "./part.ts";
import type { PartSpec } from "./parts.ts";

/** What `runParts` needs from outside. */
export interface RunPartsDeps {
  readonly signal: AbortSignal;
  /** What each part needs. */
  readonly part: (spec: PartSpec) => PartDeps;
  /** Called when a part is up, before the next one is started. */
  readonly onUp?: (name: string) => Promise<void>;
}

/** Between two questions whether a part is up. */
const TICK = 100; // ms

/**
 * Runs the parts until the signal aborts. When this returns or throws, all of them are gone.
 *
 * @throws {SetupError} when a part can't run as it is set up.
 */
export async function runParts(specs: readonly PartSpec[], deps: RunPartsDeps): Promise<void> {
  const running: Part[] = [];
  const failure = new AbortController();
  const signal = AbortSignal.any([deps.signal, failure.signal]);
  try {
    for (const spec of specs) {
      const part = new Part(spec, deps.part(spec));
      running.push(part);
      part.ended.catch((error) => failure.abort(error));
      await untilUp(spec, signal);
      if (signal.aborted) break;
      await deps.onUp?.(spec.name);
    }
    await aborted(signal);
    failure.signal.throwIfAborted();
  } finally {
    for (const part of running.reverse()) await part.stop();
  }
}

async function untilUp({ isUp }: PartSpec, signal: AbortSignal): Promise<void> {
  while (!signal.aborted && !await isUp()) await delay(TICK, signal);
}
