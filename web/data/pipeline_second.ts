/** The newest second of the pipeline, for every page's strip. */
import { HOPS, PIPELINE_STATE } from "../../ingest/tables.ts";
import type { Queries } from "./database.ts";
import { hopSteps } from "./pipeline_rows.ts";
import { summaryOf } from "./pipeline_series.ts";
import type { Hop, HopFigures, HopSummary } from "./pipeline_types.ts";
import { timestamp } from "./postgres.ts";
import type { Millis } from "./range.ts";

/** What went through in a second, all workers together. */
export interface NewestSecond {
  readonly ts: Millis;
  readonly received: number;
  readonly stored: number;
  readonly rejected: number;
  readonly held: number;
  readonly wal_lag: number;
  /** Hops that were measured in this second or the one before: the two tables are not in step. */
  readonly hops: Readonly<Partial<Record<Hop, HopFigures>>>;
}

const REPORTING = 10_000; // ms: an ingest that said nothing for so long says nothing

/** The newest second, unless the ingest has stopped reporting. */
export async function newestSecond(db: Queries, now: Millis): Promise<NewestSecond | undefined> {
  const sql = "SELECT ts, sum(received), sum(stored), sum(rejected), sum(held), max(wal_lag) " +
    `FROM ${PIPELINE_STATE} WHERE ts >= $1::timestamp GROUP BY ts ORDER BY ts DESC LIMIT 1`;
  const [row] = await db.rows("pipeline_second", sql, [timestamp(now - REPORTING)]);
  if (row === undefined) return undefined;
  const [ts, received, stored, rejected, held, wal_lag] = row.map(Number);
  const range = { from: ts - 1000, to: ts + 1000, live: true };
  const steps = await hopSteps(db, range, 1000);
  const measured = HOPS.filter((hop) =>
    steps.some((step) => step.hop === hop && step.readings > 0)
  );
  const hops = Object.fromEntries(measured.map((hop) => [hop, figures(summaryOf(hop, steps))]));
  return { ts, received, stored, rejected, held, wal_lag, hops };
}

function figures({ count, late, p50, p95, p99, max }: HopSummary): HopFigures {
  return { count, late, p50: p50 ?? 0, p95: p95 ?? 0, p99: p99 ?? 0, max: max ?? 0 };
}
