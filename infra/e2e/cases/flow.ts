/** From ten vehicles to rows. */
import { assertEquals } from "@std/assert";
import {
  DEVICE_DATA,
  DEVICE_STATUS,
  VEHICLE_DOUBLES,
  VEHICLE_LONGS,
} from "../../../ingest/tables.ts";
import type { Stage } from "../stage.ts";
import { until } from "../../rig/wait.ts";

const FLEET = Array.from({ length: 10 }, (_, n) => `vehicle_${String(n + 1).padStart(2, "0")}`);
/** Every column that each reading of a vehicle fills. */
const FILLED = [
  ...["ts", "device_id", "collector", "detection_label", "epoch", "seq"],
  ...VEHICLE_DOUBLES,
  ...(Deno.build.os === "linux" ? VEHICLE_LONGS : []), // elsewhere they can't be had
  ...["publish_timestamp", "collector_receive_time"],
];

/** Registers the tests. */
export function flowTests(stage: Stage): void {
  stage.test("all ten vehicles are stored, with every field", async (pipeline) => {
    const { database } = pipeline;
    await pipeline.ingest();
    const devices = await pipeline.devices();
    await until("three readings of each", async () => {
      const seen = await database.query(`select device_id from (
        select device_id, count() n from ${DEVICE_DATA}
      ) where n >= 3 order by device_id`);
      return seen.length === FLEET.length;
    });
    await pipeline.endDevices(devices);
    const { evicted } = await pipeline.assertBalanced();
    assertEquals(evicted, 0);
    assertEquals(
      (await database.query(`select distinct device_id from ${DEVICE_DATA} order by device_id`))
        .map(({ device_id }) => device_id),
      FLEET,
    );
    assertEquals(
      await database.figure(
        `select count_distinct(device_id) from ${DEVICE_STATUS} where status = 'online'`,
      ),
      FLEET.length,
    );
    const empty = FILLED.map((column) => `${column} is null`).join(" or ");
    assertEquals(await database.rows(empty), 0);
    assertEquals(await database.rows("collector <> 'ledgerline'"), 0);
    assertEquals(await database.rows("speed < 0 or speed > 120"), 0);
    assertEquals(await database.rows("publish_timestamp <> ts"), 0);
  });

  stage.test("a vehicle is online while it runs, and lost or stopped after", async (pipeline) => {
    const said = async () => {
      const rows = await pipeline.database.query(
        `select status, reason from ${DEVICE_STATUS} where device_id = 'vehicle_01'
          order by collector_receive_time`,
      );
      return rows.map(({ status, reason }) => `${status} ${reason}`);
    };
    await pipeline.ingest();
    const devices = await pipeline.devices({ DEVICE_COUNT: 1 });
    await until("it is online", async () => (await said()).at(-1) === "online started");
    await devices.kill();
    await until("the broker says its will", async () => (await said()).at(-1) === "offline lost");
    const again = await pipeline.devices({ DEVICE_COUNT: 1 });
    await until("it is online again", async () => (await said()).at(-1) === "online started");
    assertEquals(await again.stop(), 0);
    await until("it has stopped", async () => (await said()).at(-1) === "offline stopped");
  });
}
