/** How long the ledger takes over a hundred million readings, and whether it is exact there. */
import { delay } from "../../devices/lib/backoff.ts";
import {
  DEVICE_ACCOUNT,
  DEVICE_DATA,
  LEDGER_ACCOUNTS,
  LEDGER_BLOCKS,
} from "../../ingest/tables.ts";
import type { Ledger } from "../../web/data/types.ts";
import { startDashboard } from "./dashboard.ts";
import { ask } from "./history.ts";
import { DEVICE_ID, DEVICES, insertion, makeRows, type Shape } from "./history_rows.ts";
import { deviceName } from "./messages.ts";
import { percentile } from "./percentile.ts";
import type { BenchServers } from "./servers.ts";
import { figure, sql } from "./sql.ts";
import { rollUp, stopTimer } from "./views.ts";

const HOUR = 3_600_000; // ms
/** What came since the last refresh of the roll-up is counted row by row: ten minutes at most. */
const TIMER = 600; // s
/** Whoever asks within a second gets the same ledger; a question has to wait for another. */
const GOOD_FOR = 1100; // ms
const QUESTIONS = 20;
const VIEWS = [LEDGER_BLOCKS, LEDGER_ACCOUNTS];

/** What the ledger said, and how fast. */
export interface LedgerCost {
  readonly readings: number;
  /** Readings that nobody stored, and those that the ledger calls missing. */
  readonly lost: number;
  readonly missing: number | null;
  /** ms of the first answer, and of later ones. */
  readonly timings: readonly {
    readonly question: string;
    readonly first: number;
    readonly later: readonly number[];
  }[];
}

/**
 * Makes `hours` of a fleet of a thousand at 1/s, and ten minutes that no roll-up has yet; then asks,
 * each time after another second of readings and accounts.
 */
export async function ledgerCost(
  servers: BenchServers,
  hours: number,
  note: (line: string) => void,
  signal: AbortSignal,
): Promise<LedgerCost> {
  const { url } = servers.database;
  const from = Math.floor(Date.now() / HOUR - hours - 1) * HOUR;
  for (const view of VIEWS) await stopTimer(url, view);
  await makeRows(url, [{ from, hours, burst: 3600 }], note, signal, shapeOf(from));
  const fleet = new Fleet(url, from, hours * 3600);
  await fleet.account();
  for (const view of VIEWS) await rollUp(url, view);
  await fleet.goOn(TIMER);

  await using dashboard = await startDashboard(servers);
  const timings: LedgerCost["timings"][number][] = [];
  for (const [question, path] of questions(from)) {
    signal.throwIfAborted();
    timings.push({ question, ...await time(new URL(path, dashboard.url).href, fleet) });
  }
  await delay(GOOD_FOR);
  const { text } = await ask(`${dashboard.url}/api/ledger`);
  const { missing } = (JSON.parse(text) as Ledger).fleet;
  const readings = await figure(url, `SELECT count() FROM ${DEVICE_DATA}`);
  return { readings, lost: fleet.produced - readings, missing, timings };
}

/** Some readings of every hundredth device are missing, far from each other. */
function shapeOf(from: number): Shape {
  const seq = `(micros / 1000000 - ${from / 1000 - 1})`;
  return {
    values: { device_id: DEVICE_ID, epoch: "1", seq, collector_receive_time: "micros::timestamp" },
    where: `d % 100 != 7 OR ${seq} % 10007 != 5`,
  };
}

/** What the fleet goes on to produce, and says of it. */
class Fleet {
  constructor(
    private readonly questdb: string,
    private readonly from: number,
    private seconds: number,
  ) {}

  get produced(): number {
    return this.seconds * DEVICES;
  }

  /** Reads for some seconds more, and says so. */
  async goOn(seconds: number): Promise<void> {
    const from = this.from + this.seconds * 1000;
    await sql(this.questdb, insertion({ from, hours: 1, burst: seconds }, shapeOf(this.from)));
    this.seconds += seconds;
    await this.account();
  }

  /** Everyone says that all it has produced is stored. */
  async account(): Promise<void> {
    const { seconds } = this;
    await sql(
      this.questdb,
      `INSERT INTO ${DEVICE_ACCOUNT} ` +
        "(ts, device_id, account, epochs, epoch, produced, oldest, evicted, evictions) " +
        `SELECT now(), ${DEVICE_ID}, ${seconds}, 1, 1, ${seconds}, ${seconds + 1}, 0, '[]' ` +
        `FROM (SELECT x - 1 AS d FROM long_sequence(${DEVICES}))`,
    );
  }
}

function questions(from: number): (readonly [question: string, path: string])[] {
  const range = new URLSearchParams({ from: `${from}`, to: `${from + 24 * HOUR}` });
  const account = (device: number) => `/api/devices/${deviceName(device)}/account?${range}`;
  return [
    ["GET /api/ledger", "/api/ledger"],
    ["GET /api/devices/:id/account of one that balances", account(100)],
    ["GET /api/devices/:id/account of one that doesn't", account(107)],
  ];
}

async function time(url: string, fleet: Fleet): Promise<{ first: number; later: number[] }> {
  const { ms: first } = await ask(url);
  const later: number[] = [];
  for (let i = 0; i < QUESTIONS; i++) {
    await Promise.all([fleet.goOn(1), delay(GOOD_FOR)]);
    later.push((await ask(url)).ms);
  }
  return { first, later };
}

/** What was found, as lines. */
export function ledgerLines({ readings, lost, missing, timings }: LedgerCost): string[] {
  return [
    `${
      (readings / 1e6).toFixed(1)
    } million readings of ${DEVICES} devices, ${lost} never stored; ` +
    `the ledger calls ${missing} missing`,
    ...timings.map(({ question, first, later }) =>
      `${question}: first ${first.toFixed(0)} ms; then, with a second more each, median ` +
      `${percentile(later, 0.5).toFixed(0)} ms, at most ${percentile(later, 1).toFixed(0)} ms`
    ),
  ];
}
