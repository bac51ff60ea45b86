/** Which range the server is asked for. */
import { pausedAt } from "../live/session.ts";
import { rangeQuery } from "../range/range_text.ts";
import type { DeviceModel } from "./model.ts";

/** The query of the range that is shown; while paused its ends stand still, as the charts do. */
export function askedRange(model: DeviceModel): string {
  const now = pausedAt.peek();
  if (now === null) return rangeQuery(model.range.peek());
  const { from, to } = model.bounds(now);
  return rangeQuery({ from: iso(from), to: iso(to) });
}

function iso(ms: number): string {
  return new Date(Math.round(ms)).toISOString();
}
