/** The parts of the bench; each has servers of its own, so that none inherits another's tables. */
import { drain, type Drained } from "./drain.ts";
import { fleetCost } from "./fleet.ts";
import { latencies } from "./latency.ts";
import { outboxRate } from "./outbox.ts";
import { summary } from "./percentile.ts";
import type { BenchServers } from "./servers.ts";

/** Measures, and says what it found line by line. */
export type Section = (
  servers: BenchServers,
  signal: AbortSignal,
  say: (line: string) => void,
) => Promise<void>;

const BACKLOG = 200_000;
const ROUNDS = 3;

/** The sections by name, in the order in which they run. */
export const sections: Readonly<Record<string, Section>> = {
  async drain(servers, _signal, say) {
    say(
      `ingest drains ${BACKLOG} readings of 18 fields from mosquitto into QuestDB, ${ROUNDS} rounds`,
    );
    for (let round = 1; round <= ROUNDS; round++) {
      say(`round ${round}: ${drained(await drain(servers, BACKLOG))}`);
    }
  },

  async latency(servers, _signal, say) {
    say("ms from the device's stamp until a query over HTTP finds the reading");
    for (const [rate, seconds] of [[10, 30], [1000, 20]]) {
      say(`${rate} readings/s: ${summary(await latencies(servers, rate, seconds))}`);
    }
  },

  async outbox(servers, signal, say) {
    const rate = await outboxRate(servers, 50_000, signal);
    say(`one device: ${rate.toFixed(0)} readings/s appended, published, stored and settled`);
  },

  async fleet(servers, _signal, say) {
    const { cpu, memory } = await fleetCost(servers, 1000, 30);
    const share = (cpu * 100).toFixed(0);
    say(`1,000 devices at 1/s in one process: ${share} % of a core, ${memory.toFixed(0)} MB`);
  },
};

function drained({ rate, ingestCpu, databaseCpu, peak }: Drained): string {
  return `${rate.toFixed(0)} rows/s from 10 to 90 %, CPU s per 100,000 rows: ` +
    `ingest ${ingestCpu.toFixed(2)}, QuestDB ${databaseCpu.toFixed(2)}; ` +
    `ingest's peak memory ${peak.toFixed(0)} MB`;
}
