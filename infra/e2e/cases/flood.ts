/** A device that sends nothing but bad messages, as fast as it can: the others go on. */
import { assertEquals } from "@std/assert";
import mqtt from "mqtt";
import { deviceTopic } from "../../../devices/wire/topics.ts";
import { DEAD_LETTERS } from "../../../ingest/tables.ts";
import { LOAD } from "../../rig/fleet.ts";
import { until } from "../../rig/wait.ts";
import { metric } from "../metrics.ts";
import type { Pipeline } from "../pipeline.ts";
import type { Stage } from "../stage.ts";

/** How many messages the flood has, in 8 KiB each, and how many are on their way at a time. */
const FLOOD = 5000;
const AT_ONCE = 500;
const FILLING = "x".repeat(8192);

/** Registers the test. */
export function floodTests(stage: Stage): void {
  stage.test("a flood of bad messages costs the others nothing", async (pipeline) => {
    const { database, ingestUrl } = pipeline;
    await pipeline.ingest();
    const devices = await pipeline.devices(LOAD);
    await pipeline.untilStored(400);
    await Promise.all([flood(pipeline), pipeline.untilStored(400)]);
    await until("all are refused", async () => await metric(ingestUrl, "rejected_total") >= FLOOD);
    await pipeline.endDevices(devices);
    const { evicted, deadLettered } = await pipeline.assertBalanced();
    assertEquals([evicted, deadLettered], [0, 0]);
    await until("all is acknowledged", async () => await metric(ingestUrl, "held") === 0);
    await database.untilApplied();
    const letters = `select count_distinct(hash) from ${DEAD_LETTERS} where device_id = 'flood'`;
    assertEquals(await database.figure(letters), FLOOD);
  });
}

async function flood({ servers }: Pipeline): Promise<void> {
  const client = await mqtt.connectAsync(servers.broker.url, { reconnectPeriod: 0 });
  const topic = deviceTopic("data", "flood");
  try {
    for (let number = 0; number < FLOOD;) {
      const batch = Array.from({ length: AT_ONCE }, () => `${++number} ${FILLING}`);
      await Promise.all(batch.map((payload) => client.publishAsync(topic, payload, { qos: 1 })));
    }
  } finally {
    await client.endAsync();
  }
}
