/** Tables that QuestDB has suspended: they take rows into a log that nobody reads. */
import { assert, assertEquals } from "@std/assert";
import { DEVICE_ACCOUNT, DEVICE_DATA } from "../../../ingest/tables.ts";
import { LOAD, statusOf } from "../../rig/fleet.ts";
import { until } from "../../rig/wait.ts";
import { metric } from "../metrics.ts";
import type { Pipeline } from "../pipeline.ts";
import type { Stage } from "../stage.ts";

/** Only with this does QuestDB suspend a table because somebody says so. */
const DEV_MODE = "QDB_DEV_MODE_ENABLED";
/** Fewer than are stored while a table is suspended: one that waits would stop all. */
const RECEIVE_MAXIMUM = 300;
/** A table that is found suspended so often, ten times a second, is not applying anything. */
const STAYS = 20;

/** Registers the tests. */
export function suspendedTests(stage: Stage): void {
  stage.test("a suspended table of accounts holds up no reading, and misses none for long", (pipeline) =>
    inDevMode(pipeline, accountsSuspended));
  stage.test("a suspended table of readings is written to only when it is resumed", (pipeline) =>
    inDevMode(pipeline, readingsSuspended));
}

async function accountsSuspended(pipeline: Pipeline): Promise<void> {
  const { database } = pipeline;
  const ingest = await pipeline.ingest({ RECEIVE_MAXIMUM });
  const devices = await pipeline.devices(LOAD);
  await pipeline.untilStored(400);
  await suspend(pipeline, DEVICE_ACCOUNT);
  await ingest.says(/device_account is suspended/);
  const passedOver = () => metric(pipeline.ingestUrl, "passed_over_total");
  await until("accounts come", async () => await passedOver() >= LOAD.DEVICE_COUNT);
  await pipeline.untilStored(4 * RECEIVE_MAXIMUM);
  const health = await (await fetch(new URL("/health", pipeline.ingestUrl))).json();
  assertEquals([health.status, health.parts.database.status], ["degraded", "ok"]);
  assert(health.parts.tables.detail.includes("suspended: device_account"), health.parts.tables);

  await pipeline.endDevices(devices); // what they say last is passed over as well
  await database.query(`alter table ${DEVICE_ACCOUNT} resume wal`);
  await until("the last accounts are there", async () => {
    const told = await database.figure(
      `select sum(produced) from (select max(produced) produced from ${DEVICE_ACCOUNT}
        group by device_id)`,
    );
    const entries = [...pipeline.ledger.entries().values()];
    return told === entries.reduce((sum, { produced }) => sum + produced, 0);
  });
  await pipeline.assertBalanced();
}

async function readingsSuspended(pipeline: Pipeline): Promise<void> {
  const { database } = pipeline;
  const ingest = await pipeline.ingest({ RECEIVE_MAXIMUM });
  const devices = await pipeline.devices(LOAD);
  await pipeline.untilStored(400);
  await suspend(pipeline, DEVICE_DATA);
  await ingest.says(/device_data is suspended/);
  // From here on nothing is on its way to the table.
  await ingest.says(/device_data: QuestDB did not store the rows.*the table is suspended/);
  const log = `select sequencerTxn from wal_tables() where name = '${DEVICE_DATA}'`;
  const taken = await database.figure(log);
  const waiting = () => statusOf(devices)!.waiting;
  const enough = waiting() + 4 * RECEIVE_MAXIMUM;
  await devices.until("readings pile up", () => waiting() >= enough);
  assertEquals(await database.figure(log), taken, "nothing more is written");
  await database.query(`alter table ${DEVICE_DATA} resume wal`);
  await ingest.says(/device_data is no longer suspended/);
  await pipeline.untilStored(4 * RECEIVE_MAXIMUM);
  await pipeline.endDevices(devices);
  await pipeline.assertBalanced();
}

/** Suspends a table; one that applies its log just then goes on, and has to be told again. */
async function suspend({ database }: Pipeline, table: string): Promise<void> {
  const state = `select suspended from wal_tables() where name = '${table}'`;
  let looks = 0;
  await until(`${table} stays suspended`, async () => {
    const [{ suspended }] = await database.query(state);
    if (suspended === true) return ++looks > STAYS;
    looks = 0;
    await database.query(`alter table ${table} suspend wal`);
  });
}

/** Runs a test on a database that may be told to suspend a table. */
async function inDevMode(pipeline: Pipeline, run: (pipeline: Pipeline) => Promise<void>) {
  await restartWith(pipeline, () => Deno.env.set(DEV_MODE, "true"));
  try {
    await run(pipeline);
  } finally {
    await restartWith(pipeline, () => Deno.env.delete(DEV_MODE));
  }
}

async function restartWith({ servers }: Pipeline, change: () => void): Promise<void> {
  await servers.database.stop();
  change();
  await servers.startDatabase();
}
