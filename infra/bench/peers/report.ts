/** What was measured of the collectors, as lines: ratios first. */
import type { Drained } from "../drain.ts";
import type { Loss } from "../loss.ts";
import { percentile } from "../percentile.ts";
import { ratio, spread } from "../spread.ts";

/** What the rounds of one collector gave. */
export interface Measured {
  readonly name: string;
  readonly drained: readonly Drained[];
  readonly losses: readonly Loss[];
}

/** Latencies of one collector at one rate: ms, round by round. */
export interface MeasuredLatency {
  readonly name: string;
  readonly rate: number;
  readonly rounds: readonly (readonly number[])[];
}

/** How each of ours compares with each of the others. */
export function ratioLines(ours: readonly Measured[], others: readonly Measured[]): string[] {
  return ours.flatMap((one) => others.map((other) => ratioLine(one, other)));
}

function ratioLine(ours: Measured, theirs: Measured): string {
  const times = (of: (drained: Drained) => number) =>
    ratio(ours.drained.map(of), theirs.drained.map(of));
  return `${ours.name} to ${theirs.name}: drain ${times(({ rate }) => rate)}; CPU a row: ` +
    `collector ${times(({ cpu }) => cpu)}, QuestDB ${times(({ databaseCpu }) => databaseCpu)}, ` +
    `both ${times(({ cpu, databaseCpu }) => cpu + databaseCpu)}; ` +
    `peak memory ${times(({ peak }) => peak)}`;
}

/** The figures of a collector. */
export function collectorLines({ name, drained, losses }: Measured): string[] {
  const of = (read: (drained: Drained) => number) => drained.map(read);
  const middle = (read: (loss: Loss) => number) => spread(losses.map(read));
  return [
    `${name}: ${spread(of(({ rate }) => rate))} rows/s from 10 to 90 %`,
    `  CPU s per 100,000 rows: collector ${spread(of(({ cpu }) => cpu), 2)}, ` +
    `QuestDB ${spread(of(({ databaseCpu }) => databaseCpu), 2)}`,
    `  peak memory ${spread(of(({ peak }) => peak))} MB`,
    `  kill -9: missing ${middle(({ missing }) => missing)}, ` +
    `double ${middle(({ double }) => double)}; ` +
    `${middle(({ again }) => again)} would be double without DEDUP`,
  ];
}

/** Percentiles of a collector at a rate. */
export function latencyLine({ name, rate, rounds }: MeasuredLatency): string {
  const at = (q: number) => spread(rounds.map((round) => percentile(round, q)));
  return `${rate} readings/s, ${name}: p50 ${at(0.5)}, p95 ${at(0.95)}, p99 ${at(0.99)} ms`;
}
