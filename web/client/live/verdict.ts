/** The pipeline in one word, from its newest second. */
import type { PipelineSecond } from "../../live/frame.ts";

/** A word, its colour and mark, and a sentence that says why. */
export interface Verdict {
  readonly word: "Keeping up" | "Behind" | "Quiet" | "Unknown";
  readonly colour: "ok" | "crit" | "off";
  readonly shape: "online" | "tri" | "offline" | "half";
}

/** A second older than this says nothing about now, in ms. */
const REPORTS_FOR = 5_000;

/**
 * How the pipeline does at `now`: unknown without a recent report, quiet if nothing arrives, behind
 * if the P95 from device to queryable row is above the target.
 */
export function verdictOf(second: PipelineSecond | null, now: number, target: number): Verdict {
  if (second === null || now - second.now > REPORTS_FOR) {
    return { word: "Unknown", colour: "off", shape: "offline" };
  }
  const p95 = second.hops.device_queryable?.p95 ?? 0;
  if (p95 > target) return { word: "Behind", colour: "crit", shape: "tri" };
  if (second.received === 0 && second.stored === 0) {
    return { word: "Quiet", colour: "off", shape: "half" };
  }
  return { word: "Keeping up", colour: "ok", shape: "online" };
}
