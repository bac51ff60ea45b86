/** A database that is restored from a backup: what it has forgotten shows as missing. */
import { cpSync } from "node:fs";
import { join } from "node:path";
import { assertEquals, assertGreater } from "@std/assert";
import { delay } from "../../../devices/lib/backoff.ts";
import { Database as Pg } from "../../../web/data/database.ts";
import { Ledgers } from "../../../web/data/ledger/ledger.ts";
import { postgresLink } from "../../../web/data/postgres.ts";
import { LOAD } from "../../rig/fleet.ts";
import { until } from "../../rig/wait.ts";
import type { Pipeline } from "../pipeline.ts";
import type { Stage } from "../stage.ts";

/** Registers the test. */
export function restoreTests(stage: Stage): void {
  stage.test("a database restored from a backup shows its gap as missing", async (pipeline) => {
    const { servers, folder, database, ledger } = pipeline;
    const backup = join(folder, "backup");
    const ingest = await pipeline.ingest();
    const devices = await pipeline.devices(LOAD);
    await pipeline.untilStored(400);
    await whileStopped(pipeline, () => cpSync(servers.databaseFolder, backup, { recursive: true }));
    await pipeline.untilStored(800); // and the devices let go of most of them
    await whileStopped(pipeline, () => {
      Deno.removeSync(servers.databaseFolder, { recursive: true });
      cpSync(backup, servers.databaseFolder, { recursive: true });
    });
    await pipeline.untilStored(400);
    await pipeline.untilHealthy(ingest);
    await pipeline.endDevices(devices);

    await database.untilApplied();
    const { missing, double, unknown, evicted } = await ledger.balance(database);
    assertGreater(missing.length, 0);
    assertEquals([double, unknown, evicted], [0, 0, 0]);
    const expected = missing.toSorted();
    let told: string[] = [];
    await until("the ledger names what is missing", async () => {
      told = await readMissing(pipeline);
      return `${told}` === `${expected}`;
    }).catch(() => {}); // see below
    assertEquals(told, expected);
  });
}

/** Does something to the files of the database. */
async function whileStopped({ servers }: Pipeline, work: () => void): Promise<void> {
  await servers.database.stop();
  work();
  await servers.startDatabase();
}

/** What the ledger says is missing: `device epoch from-to`. */
async function readMissing({ servers }: Pipeline): Promise<string[]> {
  const link = postgresLink(servers.database.pgUrl, { connections: 2, timeout: 10_000 });
  const pg = new Pg([link], { deadline: 10_000 });
  try {
    const { devices } = await new Ledgers(pg, delay).read();
    return devices.flatMap(({ device_id, epochs }) =>
      epochs.flatMap(({ epoch, missing_ranges }) =>
        missing_ranges.map(({ from, to }) => `${device_id} ${epoch} ${from}-${to}`)
      )
    ).sort();
  } finally {
    pg.close();
  }
}
