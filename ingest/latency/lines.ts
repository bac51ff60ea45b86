/** A second of the pipeline as line protocol: the rows of `pipeline_*`. */
import { LATENCY_BUCKETS, PIPELINE_LATENCY, PIPELINE_REJECTED, PIPELINE_STATE } from "../tables.ts";
import type { HopSecond } from "./hop_meter.ts";
import type { Hop } from "./latency.ts";

/** What went through the ingest in a second, and how it stood at its end. */
export interface StateSecond {
  readonly received: number;
  readonly stored: number;
  /** Rejected readings by reason; reasons without any are left out. */
  readonly rejected: ReadonlyMap<string, number>;
  readonly commits: number;
  /** Readings received and not yet committed. */
  readonly held: number;
  /** Transactions committed and not yet applied. */
  readonly walLag: number;
}

/**
 * The lines of one second.
 *
 * @param worker the name of this ingest among several
 * @param second its beginning, in seconds since 1970
 */
export function secondLines(
  worker: string,
  second: number,
  hops: readonly (readonly [Hop, HopSecond])[],
  state: StateSecond,
): string {
  const name = `worker=${escapeTag(worker)}`;
  const end = ` ${second * 1_000_000}t\n`;
  const latencies = hops.map(([hop, figures]) =>
    `${PIPELINE_LATENCY},${name},hop=${hop}${worst(figures)} ${latencyFields(figures)}${end}`
  );
  const rejected = [...state.rejected].map(([reason, readings]) =>
    `${PIPELINE_REJECTED},${name},reason=${escapeTag(reason)} readings=${readings}i${end}`
  );
  const total = [...state.rejected.values()].reduce((sum, count) => sum + count, 0);
  return [...latencies, ...rejected, `${PIPELINE_STATE},${name} ${stateFields(state, total)}${end}`]
    .join("");
}

function worst({ worstDevice }: HopSecond): string {
  return worstDevice ? `,worst_device=${escapeTag(worstDevice)}` : "";
}

function latencyFields(hop: HopSecond): string {
  const fields = [`readings=${hop.readings}i`, `late=${hop.late}i`];
  for (const name of ["p50", "p95", "p99", "slowest"] as const) {
    fields.push(`${name}=${hop[name].toFixed(3)}`);
  }
  hop.buckets.forEach((count, i) => fields.push(`${LATENCY_BUCKETS[i]}=${count}i`));
  return fields.join(",");
}

function stateFields(state: StateSecond, rejected: number): string {
  return `received=${state.received}i,stored=${state.stored}i,rejected=${rejected}i,` +
    `commits=${state.commits}i,held=${state.held}i,wal_lag=${state.walLag}i`;
}

/** Names come from settings and decoders: what has a meaning in a line is escaped. */
function escapeTag(text: string): string {
  return text.replaceAll(/[\\ ,=\n\r]/g, (sign) => sign < " " ? "_" : `\\${sign}`);
}
