/** The sudden end of the devices' process. */
import { assertEquals, assertGreaterOrEqual } from "@std/assert";
import { DEVICE_ACCOUNT } from "../../../ingest/tables.ts";
import { LOAD, statusOf } from "../../rig/fleet.ts";
import { Proxy } from "../../rig/proxy.ts";
import type { Stage } from "../stage.ts";
import { until } from "../../rig/wait.ts";

const { DEVICE_COUNT } = LOAD;

/** Registers the tests. */
export function devicesTests(stage: Stage): void {
  stage.test("devices that are killed under load lose and repeat nothing", async (pipeline) => {
    await pipeline.ingest();
    for (const how of ["kill", "kill", "stop"] as const) {
      const devices = await pipeline.devices(LOAD);
      await pipeline.untilStored(800);
      await pipeline.endDevices(devices, how);
    }
    await pipeline.assertBalanced();
    assertEquals(pipeline.ledger.entries().size, 3 * DEVICE_COUNT, "an epoch for each start");
  });

  stage.test("what killed devices leave behind arrives under its old epoch", async (pipeline) => {
    await using proxy = new Proxy(pipeline.servers.broker.url);
    const settings = { ...LOAD, MQTT_URL: proxy.url };
    await pipeline.ingest();
    const devices = await pipeline.devices(settings);
    await pipeline.untilStored(400);
    proxy.refuse();
    await until("readings pile up", () => (statusOf(devices)?.waiting ?? 0) >= 500);
    await pipeline.endDevices(devices, "kill");
    const left = [...pipeline.ledger.entries()].filter(([, { waiting }]) => waiting.count > 0);
    assertEquals(left.length, DEVICE_COUNT);
    const readings = left.reduce((sum, [, { waiting }]) => sum + waiting.count, 0);
    assertGreaterOrEqual(readings, 500);

    proxy.pass();
    const again = await pipeline.devices(settings);
    // Some of them are stored, and the device was not told: it waits for evidence.
    const empty = `select count_distinct(epoch) from ${DEVICE_ACCOUNT} where oldest > produced ` +
      `and epoch in (${left.map(([name]) => name.split(" ")[1]).join(", ")})`;
    const settled = async () => await pipeline.database.figure(empty) === left.length;
    await until("accounts show the old epochs empty", settled);
    await pipeline.endDevices(again);
    await pipeline.assertBalanced();
    const entries = pipeline.ledger.entries();
    assertEquals(left.filter(([name]) => entries.get(name)!.waiting.count > 0), []);
  });
}
