/** Tells the database once a second how the pipeline does; never holds up the readings. */
import { delay } from "../../devices/lib/backoff.ts";
import type { Latency } from "./latency.ts";
import { secondLines, type StateSecond } from "./lines.ts";

/** Running totals and the present state of the ingest. */
export interface PipelineTotals {
  readonly received: number;
  readonly stored: number;
  readonly commits: number;
  /** By reason; a map of its own each time. */
  readonly rejected: ReadonlyMap<string, number>;
  /** Readings received and not yet committed. */
  readonly held: number;
}

/** What the reporter needs from outside. */
export interface ReporterDeps {
  /** The name of this ingest among several. */
  readonly worker: string;
  readonly latency: Latency;
  readonly totals: () => PipelineTotals;
  /** Sends lines of line protocol; may reject: that second is then missing from the page. */
  readonly send: (lines: string) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Reports every full second until `signal` aborts; a second that can't be sent is dropped. */
export async function reportSeconds(deps: ReporterDeps, signal: AbortSignal): Promise<void> {
  let before = deps.totals();
  let last = -1;
  while (true) {
    await delay(1000 - deps.now() % 1000, signal);
    if (signal.aborted) return;
    const second = Math.round(deps.now() / 1000) - 1;
    if (second === last) continue; // a timer may fire just before the full second
    last = second;
    const totals = deps.totals();
    const hops = deps.latency.take();
    const state = { ...difference(totals, before), walLag: deps.latency.walLag };
    before = totals;
    await deps.send(secondLines(deps.worker, second, hops, state)).catch(() => {});
  }
}

function difference(now: PipelineTotals, before: PipelineTotals): Omit<StateSecond, "walLag"> {
  const rejected = new Map<string, number>();
  for (const [reason, count] of now.rejected) {
    const more = count - (before.rejected.get(reason) ?? 0);
    if (more > 0) rejected.set(reason, more);
  }
  return {
    received: now.received - before.received,
    stored: now.stored - before.stored,
    commits: now.commits - before.commits,
    rejected,
    held: now.held,
  };
}
