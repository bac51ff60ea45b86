/** What is known of a device besides its readings, asked for again when some of it was missed. */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { DeviceDetail } from "../../data/types.ts";
import { fetchDevice } from "../api.ts";
import { listen } from "../live/session.ts";

/** A detail that renews itself. */
export interface LiveDetail {
  readonly detail: ReadonlySignal<DeviceDetail>;
  /** Follows the stream; returns how to stop. */
  run(): () => void;
}

/** Begins with what the server rendered. A question that fails leaves what is known. */
export function liveDetail(made: DeviceDetail): LiveDetail {
  const detail = signal(made);
  let asked = new AbortController();
  const renew = () => {
    asked.abort();
    asked = new AbortController();
    fetchDevice(made.device_id, asked.signal).then((answer) => detail.value = answer, () => {});
  };
  return {
    detail,
    run() {
      const stops = [
        listen("snapshot", renew),
        // Of changes that follow closely, the stream tells the last one.
        listen("status", renew),
        () => asked.abort(),
      ];
      return () => stops.forEach((stop) => stop());
    },
  };
}
