/** The end of the ingest, foreseen or not. */
import { assertEquals, assertGreater } from "@std/assert";
import { DEVICE_DATA } from "../../../ingest/tables.ts";
import { LOAD } from "../../rig/fleet.ts";
import { Proxy } from "../../rig/proxy.ts";
import type { Stage } from "../stage.ts";
import { until } from "../../rig/wait.ts";

/** How often the ingest ends in a test. */
const ENDS = 3;
/** Readings that are stored between two ends. */
const BETWEEN = 800;

/** Bytes of a PINGREQ, all else that the ingest sends while it is subscribed. */
const PING_SIZE = 2;

/** Rows that a second delivery has replaced. */
const REPLACED =
  `select wal_dedup_row_count_since_start from tables() where table_name = '${DEVICE_DATA}'`;

/** Registers the tests. */
export function ingestTests(stage: Stage): void {
  stage.test("an ingest that is killed under load loses and doubles nothing", async (pipeline) => {
    let ingest = await pipeline.ingest();
    const devices = await pipeline.devices(LOAD);
    for (let end = 0; end < ENDS; end++) {
      await pipeline.untilStored(BETWEEN);
      await ingest.kill();
      ingest = await pipeline.ingest();
    }
    await pipeline.untilStored(BETWEEN);
    await pipeline.endDevices(devices);
    const { stored } = await pipeline.assertBalanced();
    assertGreater(stored, (ENDS + 1) * BETWEEN);
  });

  stage.test("an ingest that is stopped under load loses nothing", async (pipeline) => {
    let ingest = await pipeline.ingest();
    const devices = await pipeline.devices(LOAD);
    for (let end = 0; end < ENDS; end++) {
      await pipeline.untilStored(BETWEEN);
      assertEquals(await ingest.stop(), 0);
      ingest = await pipeline.ingest();
    }
    await pipeline.untilStored(BETWEEN);
    await pipeline.endDevices(devices);
    const { stored } = await pipeline.assertBalanced();
    assertGreater(stored, (ENDS + 1) * BETWEEN);
  });

  stage.test("readings whose acknowledgement is lost are not stored twice", async (pipeline) => {
    const { database, servers } = pipeline;
    await using proxy = new Proxy(servers.broker.url);
    await pipeline.ingest({ MQTT_URL: proxy.url });
    const devices = await pipeline.devices(LOAD);
    await pipeline.untilStored(BETWEEN);
    proxy.freeze("up");
    await until("an acknowledgement is on its way", () => proxy.heldBack > PING_SIZE);
    proxy.cut(); // it was for readings that are stored
    await pipeline.untilStored(BETWEEN);
    await pipeline.endDevices(devices);
    await pipeline.assertBalanced();
    assertGreater(await database.figure(REPLACED), 0, "some were delivered twice");
  });
}
