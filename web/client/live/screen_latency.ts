/** The last hop, measured where it ends: from the device, and from the server's frame, to the screen. */
import type { EventData } from "../../live/frame.ts";
import { LATE_AFTER } from "../series/late.ts";
import { LatencyWindow, type Percentiles } from "./latency_window.ts";

/** An event that brings readings. */
export type ReadingsEvent =
  | { readonly name: "frame"; readonly data: EventData["frame"] }
  | { readonly name: "readings"; readonly data: EventData["readings"] };

/** Percentiles over the last minute. Readings that came late are not in them. */
export class ScreenLatency {
  readonly #fromDevice = new LatencyWindow();
  readonly #fromFrame = new LatencyWindow();
  #since = 0;

  /** A stream was opened at `now`: what was taken before was not waited for by this screen. */
  opened(now: number): void {
    this.#since = now;
  }

  /** Device's clock to the screen; null while nothing was measured. */
  fromDevice(now: number): Percentiles | null {
    return this.#fromDevice.summary(now);
  }

  /** Server's frame to the screen. */
  fromFrame(now: number): Percentiles | null {
    return this.#fromFrame.summary(now);
  }

  /** Measures an event when the frame that shows it has been painted; hidden pages paint nothing. */
  measure(
    event: ReadingsEvent,
    now: () => number,
    painted: (then: () => void) => void = afterPaint,
  ) {
    const times = sampled(event).filter((ts) => ts >= this.#since);
    painted(() => {
      const at = now();
      for (const ts of times) this.#fromDevice.add(at, at - ts);
      this.#fromFrame.add(at, at - event.data.now);
    });
  }
}

/** Device times of the readings that came in time. */
function sampled({ name, data }: ReadingsEvent): number[] {
  if (name === "readings") {
    const received = data.columns.indexOf("received");
    return data.rows
      .filter((row) => (row[received] as number) - (row[0] as number) <= LATE_AFTER)
      .map((row) => row[0] as number);
  }
  const times: number[] = [];
  data.ts.forEach((offset, i) => {
    if (offset !== null && (data.lag[i] ?? 0) <= LATE_AFTER) times.push(data.base + offset);
  });
  return times;
}

/** The first task after the next frame runs when that frame is on its way to the screen. */
function afterPaint(then: () => void): void {
  requestAnimationFrame(() => setTimeout(then, 0));
}
