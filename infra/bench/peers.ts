/** Our ingest and other collectors on the same work, in turns. */
import type { BenchOptions } from "./args.ts";
import { type Collector, ingest, roomyIngest } from "./collector.ts";
import { drain } from "./drain.ts";
import { latencies, type Stream } from "./latency.ts";
import { lossAtKill } from "./loss.ts";
import { installCollector, python } from "./peers/python.ts";
import { collectorLines, latencyLine, ratioLines } from "./peers/report.ts";
import { installTelegraf } from "../local/telegraf.ts";
import { telegraf } from "./peers/telegraf.ts";
import { type BenchServers, withNewBroker } from "./servers.ts";
import { inTurns } from "./turns.ts";

const SLOW: Stream = { rate: 1000, seconds: 20 };
const FAST: Stream = { rate: 10_000, seconds: 10 };

/** A collector at a rate. */
interface Run {
  readonly collector: Collector;
  readonly stream: Stream;
}

/** What is to be measured here. */
interface Field {
  readonly ours: readonly Collector[];
  readonly others: readonly Collector[];
  readonly runs: readonly Run[];
  /** Why others are not. */
  readonly absent: readonly string[];
}

/** Drains, kills, and latencies of every collector; `note` tells of the progress. */
export async function comparePeers(
  servers: BenchServers,
  { readings, rounds }: BenchOptions,
  note: (line: string) => void,
  signal: AbortSignal,
): Promise<string[]> {
  const { ours, others, runs, absent } = await readyField(note);
  const collectors = [...ours, ...others];
  const measure = <R>(what: string, work: (servers: BenchServers) => Promise<R>): Promise<R> => {
    signal.throwIfAborted();
    note(what);
    return withNewBroker(servers, work);
  };
  for (const collector of collectors) { // ours makes the tables
    await measure(`warm-up: ${collector.name}`, (servers) => drain(servers, collector, readings));
  }
  const drained = await inTurns(collectors, rounds, (collector, round) =>
    measure(
      `drain ${round}: ${collector.name}`,
      (servers) => drain(servers, collector, readings),
    ));
  const losses = await inTurns(collectors, rounds, (collector, round) =>
    measure(
      `kill ${round}: ${collector.name}`,
      (servers) => lossAtKill(servers, collector, readings),
    ));
  const times = await inTurns(runs, rounds, ({ collector, stream }, round) =>
    measure(
      `latency ${round}: ${collector.name}, ${stream.rate}/s`,
      (servers) => latencies(servers, collector, stream),
    ));
  const measured = collectors.map(({ name }, i) => ({
    name,
    drained: drained[i],
    losses: losses[i],
  }));
  return [
    ...absent,
    ...ratioLines(measured.slice(0, ours.length), measured.slice(ours.length)),
    ...measured.flatMap(collectorLines),
    ...runs.map(({ collector: { name }, stream: { rate } }, i) =>
      latencyLine({ name, rate, rounds: times[i] })
    ),
  ];
}

/** Installs the others. Telegraf is given a second flush interval where latency counts. */
async function readyField(note: (line: string) => void): Promise<Field> {
  note("installing Telegraf and the packages of the collector in Python, unless they are there");
  const [noTelegraf, noPython] = [await installTelegraf(), await installCollector()];
  const [patient, hasty] = [telegraf("1s"), telegraf("100ms")];
  const telegrafs = (...flushes: Collector[]) => noTelegraf === undefined ? flushes : [];
  const pythons = noPython === undefined ? [python] : [];
  const at = (stream: Stream, collectors: readonly Collector[]) =>
    collectors.map((collector) => ({ collector, stream }));
  return {
    ours: [ingest, roomyIngest],
    others: [...telegrafs(patient), ...pythons],
    runs: [
      ...at(SLOW, [ingest, ...telegrafs(patient, hasty), ...pythons]),
      ...at(FAST, [ingest, ...telegrafs(patient, hasty)]), // the one in Python does not keep up
    ],
    absent: [
      ...noTelegraf === undefined ? [] : [`Telegraf is not measured: ${noTelegraf}`],
      ...noPython === undefined ? [] : [`The collector in Python is not measured: ${noPython}`],
    ],
  };
}
