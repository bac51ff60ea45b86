/** The table of hops as files; the figures over time come from the server. */
import { csv } from "../export/csv.ts";
import { formatMs } from "../format/number.ts";
import type { HopRow } from "./hops.ts";

/** A row per hop: percentiles in ms. */
export function hopsCsv(rows: readonly HopRow[]): string {
  return csv(
    ["hop", "measured", "p50_ms", "p95_ms", "p99_ms", "max_ms"],
    rows.map(({ name, measured, p50, p95, p99, max }) => [name, measured, p50, p95, p99, max]),
  );
}

/** The table of hops for a picture, its head among the rows. */
export function hopLines(rows: readonly HopRow[]): string[][] {
  return [
    ["milliseconds", "p50", "p95", "p99", "max"],
    ...rows.map(({ name, p50, p95, p99, max }) => [name, ...[p50, p95, p99, max].map(formatMs)]),
  ];
}
