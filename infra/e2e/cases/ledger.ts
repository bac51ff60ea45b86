/** The ledger over a real database: what its roll-ups know, and what came since. */
import { assert, assertEquals, assertObjectMatch } from "@std/assert";
import { delay } from "../../../devices/lib/backoff.ts";
import { memoryLog } from "../../../devices/lib/testing/log.ts";
import { closeExpired, closeExpiring } from "../../../ingest/closing/close_days.ts";
import {
  DEAD_LETTERS,
  DEVICE_ACCOUNT,
  DEVICE_DATA,
  RETENTION_DAYS,
} from "../../../ingest/tables.ts";
import { Database as Pg, type Queries } from "../../../web/data/database.ts";
import { Ledgers } from "../../../web/data/ledger/ledger.ts";
import type { Ledger } from "../../../web/data/ledger/types.ts";
import { postgresLink } from "../../../web/data/postgres.ts";
import { until } from "../../rig/wait.ts";
import { account, fill, refresh, refuse, store, Times } from "../ledger_rows.ts";
import type { Pipeline } from "../pipeline.ts";
import type { Stage } from "../stage.ts";

const HOUR = 3_600_000; // ms
const DAY = 24 * HOUR;
/** Now, on a whole second. */
const NOW = Math.floor(Date.now() / 1000) * 1000;

/** Registers the tests. */
export function ledgerTests(stage: Stage): void {
  stage.test("the ledger counts each reading once, whatever the roll-ups know", exact);
  stage.test("the ledger counts what the database's log has forgotten", forgotten);
  stage.test("the ledger goes on knowing what the retention takes", closed);
  stage.test("the ledger's task says by its exit code whether something is missing", task);
}

async function closed(pipeline: Pipeline): Promise<void> {
  const { database, servers } = pipeline;
  const log = memoryLog();
  await pipeline.ingest();
  const link = postgresLink(servers.database.pgUrl, { connections: 4, timeout: 10_000 });
  const pg = new Pg([link], { deadline: 10_000 });
  const times = new Times(NOW - (RETENTION_DAYS - 2) * DAY);
  const read = async () => summary(await new Ledgers(pg, delay).read(), times);
  try {
    await fill(pipeline, times);
    await refresh(pipeline);
    const exec = (sql: string) => database.query(sql);
    await closeExpiring(exec, Date.now(), log);
    // In the last moment a reading comes that was missing, and the roll-up is not refreshed.
    await store(pipeline, times, "holes", 8, 5090, 5090);
    await database.untilApplied();
    // Days later two processes close the day again, at once.
    const later = () => closeExpired(exec, Date.now() + 4 * DAY, log);
    await Promise.all([later(), later()]);
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
    const faults = log.lines.filter((line) => !line.startsWith("info: "));
    assertEquals([await database.rows(), faults], [0, []]);
    assertObjectMatch(await read(), expected);
  } finally {
    pg.close();
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
    await refuse(pipeline, times, "whole", 7, 10_007);
    await database.untilApplied();
    const more = structuredClone(EXPECTED) as Record<string, unknown>;
    more.holes = [9010, 8908, 1, 10, 0, 50, 41, "4096-4096 5061-5100"];
    more.whole = [10_010, 10_005, 1, 4, 0, 0, 0, ""];
    assertEquals(await read(), more, "with what came since");
    assertEquals(summary(await ledgers.read(), times), more, "with what changed since");
    const forgetful = summary(await new Ledgers(forgetting(pg), delay).read(), times);
    assertEquals(forgetful, more, "with what the log has forgotten since");
  } finally {
    pg.close();
  }
}

async function forgotten(pipeline: Pipeline): Promise<void> {
  const { database, servers } = pipeline;
  await pipeline.ingest();
  const link = postgresLink(servers.database.pgUrl, { connections: 4, timeout: 10_000 });
  const pg = new Pg([link], { deadline: 10_000 });
  const [then, times] = [new Times(NOW - 4 * HOUR), new Times(NOW - HOUR)];
  const ledgers = new Ledgers(pg, delay);
  try {
    await refresh(pipeline);
    await ledgers.read();
    await store(pipeline, then, "early", 7, 1, 10);
    await store(pipeline, then, "early", 7, 13, 20);
    await account(pipeline, then, {
      ...{ device: "early", account: 1, epoch: 7, produced: 20, oldest: 21 },
    });
    for (let seq = 1; seq <= COMMITS; seq += AT_ONCE) {
      const seqs = Array.from({ length: AT_ONCE }, (_, i) => seq + i);
      await Promise.all(seqs.map((seq) => store(pipeline, times, "busy", 8, seq, seq)));
    }
    await database.untilApplied();
    const log = `select count() from wal_transactions('${DEVICE_DATA}')`;
    const forgets = async () => await database.figure(log) < COMMITS;
    await until("the log has forgotten the first commits", forgets);
    const expected = { early: [20, 18, 0, 0, 0, 0, 2, "11-12"] };
    for (const one of [ledgers, new Ledgers(pg, delay)]) {
      const { early } = summary(await one.read(), then);
      assertEquals({ early }, expected);
    }
  } finally {
    pg.close();
  }
}

/** More commits than the database's log knows, and how many are made at once. */
const COMMITS = 3000;
const AT_ONCE = 10;

/** A database whose log of the readings has forgotten everything. */
function forgetting(db: Queries): Queries {
  return {
    rows: (name, sql, parameters) =>
      sql.includes(`wal_transactions('${DEVICE_DATA}')`)
        ? Promise.resolve([])
        : db.rows(name, sql, parameters),
  };
}

/** Produced, stored, dead-lettered, waiting, abandoned, evicted, missing, and the missing seqs. */
const EXPECTED: Record<string, readonly unknown[]> = {
  gone: [12, 5, 0, 7, 7, 0, 0, ""],
  holes: [9010, 8897, 1, 10, 0, 50, 52, "4096-4096 5050-5100"],
  late: [9000, 9000, 0, 0, 0, 0, 0, ""],
  whole: [10_000, 10_000, 0, 0, 0, 0, 0, ""],
  "outside foreign": [3, 0, "no_epoch"],
  "outside hostile": [0, 1, "no_reading"],
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
  await pipeline.database.untilApplied();
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
  await pipeline.database.untilApplied();
  const missing = await run("one");
  assertEquals(missing.code, 1, missing.text);
  assert(missing.text.includes("Missing: one, epoch 7, seq 11 to 12"), missing.text);
}
