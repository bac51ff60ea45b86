/** What the server hands to the pipeline page. */
import type { Health, PipelineReport, SpikeDetail } from "../../data/types.ts";
import type { RangeText } from "../range/range_text.ts";

/** A second, or a step, in which readings were slow. */
export interface Picked {
  readonly at: number;
  /** ms */
  readonly width: number;
}

/** The props of the pipeline page. */
export interface PipelineData {
  readonly made: number;
  readonly report: PipelineReport;
  readonly range: RangeText;
  readonly health: Health;
  /** What the address picked out, and who made it. */
  readonly picked: (Picked & { readonly detail: SpikeDetail }) | null;
}
