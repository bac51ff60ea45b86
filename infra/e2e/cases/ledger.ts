/** The ledger over a real database: what its roll-ups know, and what came since. */
import { assert, assertEquals, assertObjectMatch } from "@std/assert";
import { delay } from "../../../devices/lib/backoff.ts";
import type { Eviction } from "../../../devices/wire/account.ts";
import { closeDays } from "../../../ingest/closing/close_days.ts";
import {
  DEAD_LETTERS,
  DEVICE_ACCOUNT,
  DEVICE_DATA,
  LEDGER_ACCOUNTS,
  LEDGER_BLOCKS,
  RETENTION_DAYS,
} from "../../../ingest/tables.ts";
import { Database as Pg } from "../../../web/data/database.ts";
import { Ledgers } from "../../../web/data/ledger/ledger.ts";
import type { Ledger } from "../../../web/data/ledger/types.ts";
import { postgresLink } from "../../../web/data/postgres.ts";
import type { Pipeline } from "../pipeline.ts";
import type { Stage } from "../stage.ts";
import { until } from "../../rig/wait.ts";

const HOUR = 3_600_000; // ms
const DAY = 24 * HOUR;
/** Now, on a whole second. */
const NOW = Math.floor(Date.now() / 1000) * 1000;

/** Registers the tests. */
export function ledgerTests(stage: Stage): void {
  stage.test("the ledger counts each reading once, whatever the roll-ups know", exact);
  stage.test("the ledger goes on knowing what the retention takes", closed);
  stage.test("the ledger's task says by its exit code whether something is missing", task);
}

async function closed(pipeline: Pipeline): Promise<void> {
  const { database, servers } = pipeline;
  await pipeline.ingest();
  const link = postgresLink(servers.database.pgUrl, { connections: 4, timeout: 10_000 });
  const pg = new Pg([link], { deadline: 10_000 });
  const times = new Times(NOW - (RETENTION_DAYS - 2) * DAY);
  const read = async () => summary(await new Ledgers(pg, delay).read(), times);
  try {
    await fill(pipeline, times);
    await refresh(pipeline);
    await closeDays((sql) => database.query(sql), Date.now());
    // In the last moment a reading comes that was missing, and the day is closed again.
    await store(pipeline, times, "holes", 8, 5090, 5090);
    await refresh(pipeline);
    await closeDays((sql) => database.query(sql), Date.now());
    await database.untilApplied();
    const {
      "outside foreign": _foreign,
      "outside mute": _mute,
      "outside hostile": _hostile,
      ...inside
    } = EXPECTED;
    const expected = {
      ...inside,
      holes: [9010, 8898, 1, 10, 0, 50, 51, "4096-4096 5050-5089 5091-5100"],
    };
    assertObjectMatch(await read(), expected);

    for (const table of [DEVICE_DATA, DEVICE_ACCOUNT, DEAD_LETTERS]) {
      await database.query(`alter table ${table} drop partition where ts > 0`);
    }
    await database.untilApplied();
    assertEquals(await database.rows(), 0);
    assertObjectMatch(await read(), expected);
  } finally {
    pg.close();
  }
}

/** When readings were taken, and when the rest was received. */
class Times {
  /** `start`: when seq 0 would have been taken. */
  constructor(readonly start: number) {}

  of(seq: number): number {
    return this.start + seq * 1000;
  }

  /** As SQL. */
  get received(): string {
    return `cast(${(this.start + 3 * HOUR) * 1000} as timestamp)`;
  }
}

async function exact(pipeline: Pipeline): Promise<void> {
  const { database, servers } = pipeline;
  await pipeline.ingest();
  const link = postgresLink(servers.database.pgUrl, { connections: 4, timeout: 10_000 });
  const pg = new Pg([link], { deadline: 10_000 });
  const times = new Times(NOW - 4 * HOUR);
  const read = async () => summary(await new Ledgers(pg, delay).read(), times);
  try {
    await fill(pipeline, times);
    await database.untilApplied();
    assertEquals(await read(), EXPECTED, "before any refresh");

    await refresh(pipeline);
    assertEquals(await read(), EXPECTED, "from the roll-ups");
    // The readings of "holes" are not scanned again as long as its blocks stay the same.
    const ledgers = new Ledgers(pg, delay);
    await ledgers.read();
    assertEquals(summary(await ledgers.read(), times), EXPECTED, "from memory");

    await store(pipeline, times, "holes", 8, 5050, 5060);
    await store(pipeline, times, "whole", 7, 10_001, 10_005);
    await account(pipeline, times, {
      device: "whole",
      account: 4,
      epoch: 7,
      produced: 10_010,
      oldest: 1,
    });
    await database.untilApplied();
    const more = structuredClone(EXPECTED) as Record<string, unknown>;
    more.holes = [9010, 8908, 1, 10, 0, 50, 41, "4096-4096 5061-5100"];
    more.whole = [10_010, 10_005, 0, 5, 0, 0, 0, ""];
    assertEquals(await read(), more, "with what came since");
    assertEquals(summary(await ledgers.read(), times), more, "with what changed since");
  } finally {
    pg.close();
  }
}

/** Produced, stored, dead-lettered, waiting, abandoned, evicted, missing, and the missing seqs. */
const EXPECTED: Record<string, readonly unknown[]> = {
  gone: [12, 5, 0, 7, 7, 0, 0, ""],
  holes: [9010, 8897, 1, 10, 0, 50, 52, "4096-4096 5050-5100"],
  late: [9000, 9000, 0, 0, 0, 0, 0, ""],
  whole: [10_000, 10_000, 0, 0, 0, 0, 0, ""],
  "outside foreign": [3, 0, "no_epoch"],
  "outside hostile": [0, 1, "no_epoch"],
  "outside mute": [3, 0, "no_account"],
};

function summary(
  { devices, outside, fleet }: Ledger,
  times: Times,
): Record<string, readonly unknown[]> {
  const lines = devices.map((one) => {
    const { produced, stored, dead_lettered, waiting, abandoned, evicted, missing } = one;
    const ranges = one.epochs.flatMap(({ missing_ranges }) => missing_ranges);
    for (const { from, to, after, before } of ranges) {
      const around = [after, before].map((time) => (time! - times.start) / 1000);
      assertEquals(around, [from === 5050 ? 4999 : from - 1, to + 1]); // what was evicted has no time
    }
    const words = ranges.map(({ from, to }) => `${from}-${to}`).join(" ");
    return [
      one.device_id,
      [produced, stored, dead_lettered, waiting, abandoned, evicted, missing, words],
    ] as const;
  });
  const sum = devices.reduce((sum, { produced }) => sum + produced, 0);
  assertEquals([fleet.devices, fleet.produced], [devices.length, sum]);
  return Object.fromEntries([
    ...lines,
    ...outside.map((one) =>
      [`outside ${one.device_id}`, [one.stored, one.dead_lettered, one.why]] as const
    ),
  ]);
}

async function fill(pipeline: Pipeline, times: Times): Promise<void> {
  const { database } = pipeline;
  await store(pipeline, times, "whole", 7, 1, 10_000);
  await account(pipeline, times, {
    device: "whole",
    account: 3,
    epoch: 7,
    produced: 10_000,
    oldest: 10_001,
  });
  // The broker has kept an older account, and brings it once more.
  await account(pipeline, times, {
    device: "whole",
    account: 2,
    epoch: 7,
    produced: 100,
    oldest: 1,
  });

  await store(pipeline, times, "holes", 8, 1, 499);
  await store(pipeline, times, "holes", 8, 501, 4095);
  await store(pipeline, times, "holes", 8, 4097, 4999);
  await store(pipeline, times, "holes", 8, 5101, 9000);
  await store(pipeline, times, "holes", 8, 499, 499, 1); // with another time
  await store(pipeline, times, "holes", 8, 6000, 6000, 1);
  for (const seq of [499, 500, 500]) {
    await database.query(
      `insert into ${DEAD_LETTERS} (ts, device_id, reason, hash, epoch, seq) ` +
        `values (${times.received}, 'holes', 'field_invalid', ${seq}, 8, ${seq})`,
    );
  }
  const evicted: Eviction[] = [[5000, 5049, "overflow"]];
  await account(pipeline, times, {
    ...{ device: "holes", account: 1, epoch: 8, produced: 9010, oldest: 9001, evicted },
  });

  // Readings that arrive in another order than they were taken in.
  await store(pipeline, times, "late", 6, 4000, 9000);
  await store(pipeline, times, "late", 6, 1, 3999);
  await account(pipeline, times, {
    device: "late",
    account: 1,
    epoch: 6,
    produced: 9000,
    oldest: 9001,
  });

  await store(pipeline, times, "gone", 9, 1, 3);
  await account(pipeline, times, { device: "gone", account: 1, epoch: 9, produced: 10, oldest: 4 });
  await store(pipeline, times, "gone", 10, 1, 2);
  await account(pipeline, times, { device: "gone", account: 2, epoch: 10, produced: 2, oldest: 3 });

  await store(pipeline, times, "foreign", 0, 4_000_000_000_000, 4_000_000_000_002);
  await store(pipeline, times, "mute", 5, 1, 2);
  await store(pipeline, times, "mute", 5, 4, 4);
  await database.query(
    `insert into ${DEAD_LETTERS} (ts, device_id, reason, hash) values (now(), 'hostile', 'x', 1)`,
  );
}

/** Stores a run of readings, one a second; with `shift`, so many ms later. */
async function store(
  { database }: Pipeline,
  times: Times,
  device: string,
  epoch: number,
  from: number,
  to: number,
  shift = 0,
): Promise<void> {
  const seq = `(x + ${from - 1})`;
  const ts = `cast(${(times.of(from % 20_000) + shift) * 1000} + (x - 1) * 1000000 as timestamp)`;
  await database.query(
    `insert into ${DEVICE_DATA} (ts, device_id, epoch, seq) ` +
      `select ${ts}, '${device}', ${epoch}, ${seq} from long_sequence(${to - from + 1})`,
  );
}

async function account(
  { database }: Pipeline,
  times: Times,
  { device, account, epoch, produced, oldest, evicted = [] }: {
    readonly device: string;
    readonly account: number;
    readonly epoch: number;
    readonly produced: number;
    readonly oldest: number;
    readonly evicted?: readonly Eviction[];
  },
): Promise<void> {
  const count = evicted.reduce((sum, [from, to]) => sum + to - from + 1, 0);
  await database.query(
    `insert into ${DEVICE_ACCOUNT} ` +
      "(ts, device_id, account, epochs, epoch, produced, oldest, evicted, evictions) " +
      `values (${times.received}, '${device}', ${account}, 1, ${epoch}, ${produced}, ${oldest}, ${count}, ` +
      `'${JSON.stringify(evicted)}')`,
  );
}

/** Brings the roll-ups up to date, as their timers would. */
async function refresh({ database }: Pipeline): Promise<void> {
  await database.untilApplied(); // what is not applied yet would not be refreshed
  for (const view of [LEDGER_BLOCKS, LEDGER_ACCOUNTS]) {
    await database.query(`refresh materialized view ${view} incremental`);
  }
  await until("the roll-ups are up to date", async () =>
    await database.figure(
      "select count() from materialized_views() where view_name like 'ledger_%' " +
        "and refresh_base_table_txn = base_table_txn",
    ) === 2);
  await database.untilApplied();
}

async function task(pipeline: Pipeline): Promise<void> {
  const run = async (...args: string[]) => {
    const program = await pipeline.start("ledger", args);
    const code = await program.ended();
    return { code, text: program.lines.join("\n") };
  };
  const none = await run();
  assertEquals(none.code, 2, none.text);
  assert(none.text.includes("start the ingest"), none.text);

  await pipeline.ingest();
  const empty = await run();
  assertEquals(empty.code, 0, empty.text);

  await store(pipeline, new Times(NOW - HOUR), "one", 7, 1, 10);
  await account(pipeline, new Times(NOW), {
    device: "one",
    account: 1,
    epoch: 7,
    produced: 10,
    oldest: 11,
  });
  const balanced = await run();
  assertEquals(balanced.code, 0, balanced.text);
  assert(/Fleet, 1 devices +10 +10 +0 +0 +0 +0/.test(balanced.text), balanced.text);

  await account(pipeline, new Times(NOW), {
    device: "one",
    account: 2,
    epoch: 7,
    produced: 12,
    oldest: 13,
  });
  const missing = await run("one");
  assertEquals(missing.code, 1, missing.text);
  assert(missing.text.includes("Missing: one, epoch 7, seq 11 to 12"), missing.text);
}
