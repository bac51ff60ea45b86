/** The parts of the bench; each has servers of its own, so that none inherits another's tables. */
import type { BenchOptions } from "./args.ts";
import { ingest } from "./collector.ts";
import { drain, type Drained } from "./drain.ts";
import { fleetCost } from "./fleet.ts";
import { latencies } from "./latency.ts";
import { ledgerCost, ledgerLines } from "./ledger.ts";
import { outage, outageLines } from "./outage.ts";
import { outboxRate, WINDOW } from "./outbox.ts";
import { comparePeers } from "./peers.ts";
import { summary } from "./percentile.ts";
import { makeHistory, readingsWithin, shownTiming, stretches, timeHistory } from "./history.ts";
import { type PageCost, pageCost } from "./page.ts";
import { rollupCosts, rollupLines } from "./rollups.ts";
import { screenLatencies } from "./screen.ts";
import { type BenchServers, startBenchServers } from "./servers.ts";
import { fetchJarsFirst, newPlace, startTimes } from "./start.ts";
import { type StreamsCost, streamsCosts } from "./streams.ts";

/** Measures, and says what it found line by line. */
export type Section = (context: Context) => Promise<void>;

/** What a section is given. */
export interface Context {
  readonly options: BenchOptions;
  readonly signal: AbortSignal;
  /** Takes a line of the result. */
  readonly say: (line: string) => void;
  /** Takes a line about the progress. */
  readonly note: (line: string) => void;
}

/** Hours of a thousand devices that a day has before its roll-ups are measured: 21.6 million rows. */
const HOURS = 6;
/** Hours of them that the ledger is drawn up over: 100.8 million readings. */
const DAY_AND_MORE = 28;
const DAY = 86_400_000; // ms

/** The sections by name, in the order in which they run. */
export const sections: Readonly<Record<string, Section>> = {
  drain: withServers(async (servers, { options: { readings, rounds }, say }) => {
    say(
      `ingest drains ${readings} readings of 18 fields from mosquitto into QuestDB, ${rounds} rounds`,
    );
    // A database that has just started compiles itself, at the cost of what is measured.
    say(`before them, to warm up: ${drained(await drain(servers, ingest, readings))}`);
    for (let round = 1; round <= rounds; round++) {
      say(`round ${round}: ${drained(await drain(servers, ingest, readings))}`);
    }
  }),

  peers: withServers(async (servers, { options, say, note, signal }) => {
    for (const line of await comparePeers(servers, options, note, signal)) say(line);
  }),

  latency: withServers(async (servers, { say }) => {
    say("ms from the device's stamp until a query over HTTP finds the reading, after a warm-up");
    for (const [rate, seconds] of [[10, 30], [1000, 20], [10_000, 10]]) {
      say(`${rate} readings/s: ${summary(await latencies(servers, ingest, { rate, seconds }))}`);
    }
  }),

  outbox: withServers(async (servers, { signal, say }) => {
    const rate = await outboxRate(servers, 50_000, signal);
    say(
      `one device, through mosquitto, WINDOW ${WINDOW}: ${rate.toFixed(0)} readings/s ` +
        "appended, published, stored and settled",
    );
  }),

  fleet: withServers(async (servers, { say }) => {
    const { cpu, memory } = await fleetCost(servers, 1000, 30);
    const share = (cpu * 100).toFixed(0);
    say(`1,000 devices at 1/s in one process: ${share} % of a core, ${memory.toFixed(0)} MB`);
  }),

  outage: withServers(async (servers, { options: { minutes }, signal, say, note }) => {
    say(`1,000 devices at 1/s in one process, the ingest killed and away for ${minutes} minutes`);
    const result = await outage(servers, { devices: 1000, minutes }, note, signal);
    for (const line of outageLines(result)) say(line);
  }),

  rollups: withServers(async (servers, { options: { rounds }, signal, say, note }) => {
    say(`materialized views of a table that has ${HOURS} hours of 1,000 devices at 1/s`);
    const costs = await rollupCosts(servers, { rounds, hours: HOURS }, note, signal);
    for (const line of rollupLines(costs)) say(line);
  }),

  ledger: withServers(async (servers, { signal, say, note }) => {
    for (const line of ledgerLines(await ledgerCost(servers, DAY_AND_MORE, note, signal))) {
      say(line);
    }
  }),

  async start({ signal, say }) {
    const seconds = await fetchJarsFirst(signal);
    say(`downloads: the jars were there or fetched within ${seconds.toFixed(1)} s, not counted`);
    await using place = await newPlace();
    for (const start of ["first start, the dashboard's build included", "second start"]) {
      signal.throwIfAborted();
      const { firstRow, movingLine } = await startTimes(place);
      say(`${start}: first row ${firstRow.toFixed(1)} s, moving line ${movingLine.toFixed(1)} s`);
    }
  },

  screen: withServers(async (servers, { signal, say }) => {
    say("ms from the device's stamp until Chromium has painted it, fleet page");
    for (const [rate, devices, seconds] of [[10, 10, 30], [1000, 100, 20]]) {
      signal.throwIfAborted();
      const { readings, values } = await screenLatencies(servers, { rate, devices, seconds });
      say(`${rate} readings/s of ${devices} devices: ${summary(readings)}`);
      say(`  of them, values seen on tiles (${values.length}): ${summary(values)}`);
    }
  }),

  streams: withServers(async (servers, { say }) => {
    say("the dashboard with ten vehicles and open streams that a process of its own reads");
    for (const cost of await streamsCosts(servers, [1, 100, 1000, 0], 20)) say(streamsLine(cost));
  }),

  page: withServers(async (servers, { signal, say }) => {
    say("the fleet page in Chromium without a GPU, a reading a second of each device");
    for (const count of [1000, 5000]) {
      signal.throwIfAborted();
      for (const line of pageLines(await pageCost(servers, count))) {
        say(`${count} devices: ${line}`);
      }
    }
  }),

  history: withServers(async (servers, { signal, say }) => {
    say("a fleet of 1,000: the last day at 1/s; the 89 days before it 41 readings an hour");
    await makeHistory(servers, stretches(Date.now()), say, signal);
    for (const days of [1, 90]) {
      const rows = await readingsWithin(servers, days * DAY);
      say(`readings of the last ${days * 24} hours: ${(rows / 1e6).toFixed(1)} million`);
    }
    say("GET /api/devices/:id/history: once, 20 times the same, 20 other devices; warm disk cache");
    for (const timing of await timeHistory(servers)) say(shownTiming(timing));
  }),
};

/** A section on servers of its own. */
function withServers(
  measure: (servers: BenchServers, context: Context) => Promise<void>,
): Section {
  return async (context) => {
    await using servers = await startBenchServers(context.signal);
    context.signal.throwIfAborted();
    await measure(servers, context);
  };
}

function streamsLine(cost: StreamsCost): string {
  const share = (cpu: number) => `${(cpu * 100).toFixed(0)} %`;
  return `${cost.streams} streams: ${cost.queries.toFixed(1)} queries/s; of a core: dashboard ` +
    `${share(cost.webCpu)}, QuestDB ${share(cost.databaseCpu)}; dashboard's memory ` +
    `${cost.memory.toFixed(0)} MB; ${cost.behind} behind`;
}

function pageLines(cost: PageCost): string[] {
  const kilobytes = (bytes: number) => `${(bytes / 1024).toFixed(1)} KB`;
  return [
    `first paint ${cost.painted.toFixed(0)} ms, all tiles there ${cost.whole.toFixed(0)} ms`,
    `${cost.frames.toFixed(0)} frames/s live, the longest ${cost.longest.toFixed(0)} ms`,
    `page ${kilobytes(cost.html)}, scripts ${kilobytes(cost.scripts)} as sent; stream ` +
    `${kilobytes(cost.snapshot)} at first, then ${kilobytes(cost.perSecond)}/s`,
  ];
}

function drained({ rate, cpu, databaseCpu, peak }: Drained): string {
  return `${rate.toFixed(0)} rows/s from 10 to 90 %, CPU s per 100,000 rows: ` +
    `ingest ${cpu.toFixed(2)}, QuestDB ${databaseCpu.toFixed(2)}; ` +
    `ingest's peak memory ${peak.toFixed(0)} MB`;
}
