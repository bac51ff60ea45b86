/** What a replay did, in sentences. */
import { REASONS } from "../reasons.ts";
import type { Outcome } from "./replay.ts";

/** The lines to show. */
export function report({ stored, already, truncated, ignored, refused }: Outcome, dryRun: boolean) {
  const figures: [number, string][] = [
    [already, "were stored already"],
    [ignored, "say nothing new"],
    [truncated, "were cut when they were kept, and can't be replayed"],
    ...[...refused].map(([reason, count]): [number, string] => [
      count,
      `are refused as before: ${reason} (${REASONS[reason]})`,
    ]),
  ];
  return [
    `${stored} ${dryRun ? "would be stored (nothing was, in a dry run)" : "stored"}`,
    ...figures.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`),
  ];
}
