/** What became of a device's readings, asked for again while its page is live. */
import { batch } from "@preact/signals";
import { fetchAccount } from "../api.ts";
import { isDue } from "../live/due.ts";
import { clock, listen } from "../live/session.ts";
import { askedRange } from "./asked_range.ts";
import type { DeviceModel } from "./model.ts";

/** Pauses between an answer and the next question, in ms: when something has changed, and otherwise. */
const SOON = 5_000;
const SELDOM = 10_000;

/** Keeps a model's account up to date. */
export interface LiveAccount {
  /** Asks now, as when another range is shown. The charts don't wait for the answer. */
  renew(): void;
  /** Follows the stream, which is open while the page is seen; returns how to stop. */
  run(): () => void;
}

/** The account of a model's device. A question that fails leaves what is known. */
export function liveAccount(model: DeviceModel): LiveAccount {
  let asking: AbortController | undefined;
  let [answered, isChanged] = [0, false];
  const renew = () => {
    asking?.abort(); // another range may be shown by now
    const { signal } = asking = new AbortController();
    isChanged = false;
    fetchAccount(model.id, askedRange(model), signal).then(
      (account) =>
        batch(() => {
          model.account.value = account;
          model.accountProblem.value = null;
        }),
      (error: Error) => {
        if (!signal.aborted) model.accountProblem.value = error.message;
      },
    ).finally(() => {
      if (signal.aborted) return;
      asking = undefined;
      answered = clock.peek();
    });
  };
  return {
    renew,
    run() {
      answered = clock.peek();
      const stops = [
        listen("readings", () => isChanged ||= model.isLive.peek()),
        listen("late", () => isChanged = true),
        listen("status", () => isChanged = true),
        listen("snapshot", renew),
        listen("heartbeat", () => {
          const every = isChanged ? SOON : SELDOM;
          if (asking === undefined && isDue(clock.peek(), answered, every)) renew();
        }),
        () => asking?.abort(),
      ];
      return () => stops.forEach((stop) => stop());
    },
  };
}
