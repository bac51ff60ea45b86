/** Charts that stand still because someone looks at a stretch of the past. */
import { type Signal, signal } from "@preact/signals";
import type { RangeText } from "../range/range_text.ts";

/** The stretch, and how to go back to live. */
export interface Held {
  readonly range: RangeText;
  readonly back: () => void;
}

/** Null while charts are live. */
export const held: Signal<Held | null> = signal(null);
