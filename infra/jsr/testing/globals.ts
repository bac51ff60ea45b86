/** The global functions that tell the time, real and fake. */
import { TimeError } from "./time_error.ts";
import type { Timers } from "./timers.ts";

/** The real ones, as they were when this module was loaded. */
export const real = {
  Date,
  setTimeout: globalThis.setTimeout,
  clearTimeout: globalThis.clearTimeout,
  setInterval: globalThis.setInterval,
  clearInterval: globalThis.clearInterval,
  abortSignalTimeout: AbortSignal.timeout,
};

/** Puts fakes that use `timers` in place of the real ones. */
export function replaceGlobals(timers: Timers): void {
  const clear = (id?: unknown) => timers.clear(id);
  globalThis.Date = fakeDate(timers);
  globalThis.setTimeout = setter(timers, false) as unknown as typeof setTimeout;
  globalThis.setInterval = setter(
    timers,
    true,
  ) as unknown as typeof setInterval;
  globalThis.clearTimeout =
    globalThis.clearInterval =
      clear as typeof clearTimeout;
  AbortSignal.timeout = (delay) => {
    const controller = new AbortController();
    const reason = new DOMException("Signal timed out.", "TimeoutError");
    timers.set(() => controller.abort(reason), delay, false);
    return controller.signal;
  };
}

/** Puts the real ones back. */
export function restoreGlobals(): void {
  const { abortSignalTimeout, ...functions } = real;
  Object.assign(globalThis, functions);
  AbortSignal.timeout = abortSignalTimeout;
}

function setter(timers: Timers, repeats: boolean) {
  return (callback: unknown, delay = 0, ...args: unknown[]): number => {
    if (typeof callback !== "function") {
      throw new TimeError(
        "FakeTime does not support callbacks that are not functions",
      );
    }
    return timers.set(() => callback(...args), delay, repeats);
  };
}

function fakeDate(timers: Timers): DateConstructor {
  return new Proxy(real.Date, {
    construct: (target, args) => Reflect.construct(target, args.length === 0 ? [timers.now] : args),
    apply: () => new real.Date(timers.now).toString(),
    get: (target, name) => name === "now" ? () => timers.now : Reflect.get(target, name),
  });
}
