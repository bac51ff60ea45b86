/** The pipeline page: its report, and what is picked out of it. */
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { parseTime } from "../../data/range.ts";
import type { PipelineReport, SpikeDetail } from "../../data/types.ts";
import type { RangeText } from "../range/range_text.ts";
import type { Picked, PipelineData } from "./page_data.ts";

/** Report, range and spike, shared by every part of the page. */
export class PipelineModel {
  readonly range: Signal<RangeText>;
  readonly report: Signal<PipelineReport>;
  readonly picked: Signal<Picked | null>;
  /** Who made what is picked; null until the server has said it. */
  readonly detail: Signal<SpikeDetail | null>;
  /** The moment under the crosshair, or null. */
  readonly cursor: Signal<number | null> = signal(null);
  readonly isBusy: Signal<boolean> = signal(false);
  /** Why the last question failed, or null. */
  readonly problem: Signal<string | null> = signal(null);
  readonly isLive: ReadonlySignal<boolean>;
  #lastLive: RangeText;

  constructor(data: PipelineData) {
    this.range = signal(data.range);
    this.report = signal(data.report);
    this.picked = signal(data.picked);
    this.detail = signal(data.picked?.detail ?? null);
    this.isLive = computed(() => this.range.value.to === "now");
    this.#lastLive = data.range.to === "now" ? data.range : { from: "now-1h", to: "now" };
  }

  /** The live range that was shown last. */
  get lastLive(): RangeText {
    return this.#lastLive;
  }

  /** The range in ms as it is at `now`. */
  bounds(now: number): { from: number; to: number } {
    const { from, to } = this.range.value;
    return { from: parseTime(from, now, "from"), to: parseTime(to, now, "to") };
  }

  /** Goes to another range. */
  go(range: RangeText): void {
    batch(() => {
      this.range.value = range;
      if (range.to === "now") this.#lastLive = range;
      this.cursor.value = null;
    });
  }

  /** Picks a second or a step out, or nothing. */
  pick(picked: Picked | null): void {
    batch(() => {
      this.picked.value = picked;
      this.detail.value = null;
    });
  }

  /** The step of the report in which a moment lies, if it has one. */
  stepAt(ms: number): Picked | null {
    const { ts, step_ms } = this.report.value.heat;
    const at = ts.findLast((start) => start <= ms);
    return at === undefined || ms >= at + step_ms ? null : { at, width: step_ms };
  }
}
