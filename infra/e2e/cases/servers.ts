/** The broker and the database go away and come back. */
import { assert, assertEquals, assertLessOrEqual } from "@std/assert";
import { LOAD, statusOf } from "../../rig/fleet.ts";
import { metric } from "../metrics.ts";
import type { Pipeline } from "../pipeline.ts";
import { Proxy } from "../../rig/proxy.ts";
import type { Stage } from "../stage.ts";
import { until } from "../../rig/wait.ts";

/** How a server ends: as in a crash, or told to. */
type End = "kill" | "stop";

/** The most tries of a device to connect within an outage of seconds, if it backs off. */
const TRIES = 15;
/** Much less than what the load brings while the database is away: the broker has to keep it. */
const RECEIVE_MAXIMUM = 500;
/** Readings that are published meanwhile. */
const DURING = 1000;

/** Registers the tests. */
export function serversTests(stage: Stage): void {
  stage.test("nothing is lost when the broker is killed", (pipeline) =>
    restartBroker(pipeline, "kill"));
  stage.test("nothing is lost when the broker is stopped", (pipeline) =>
    restartBroker(pipeline, "stop"));
  stage.test("nothing is lost when the database is killed", (pipeline) =>
    restartDatabase(pipeline, "kill"));
  stage.test("nothing is lost when the database is stopped", (pipeline) =>
    restartDatabase(pipeline, "stop"));
}

async function restartBroker(pipeline: Pipeline, end: End): Promise<void> {
  const { servers } = pipeline;
  await using proxy = new Proxy(servers.broker.url);
  const ingest = await pipeline.ingest();
  const devices = await pipeline.devices({ ...LOAD, MQTT_URL: proxy.url });
  await pipeline.untilStored(800);
  const before = proxy.accepted;

  servers.broker[end]();
  await servers.broker.stopped;
  await until("all devices have noticed", () => statusOf(devices)?.online === 0);
  await servers.startBroker();
  await until("all devices are back", () => statusOf(devices)?.online === LOAD.DEVICE_COUNT);
  assertLessOrEqual(proxy.accepted - before, LOAD.DEVICE_COUNT * TRIES);
  await pipeline.untilHealthy(ingest);
  await pipeline.untilStored(800);
  await pipeline.endDevices(devices);
  const { evicted } = await pipeline.assertBalanced();
  assertEquals(evicted, 0);
}

async function restartDatabase(pipeline: Pipeline, end: End): Promise<void> {
  const { servers, ingestUrl } = pipeline;
  await using proxy = new Proxy(servers.broker.url);
  const ingest = await pipeline.ingest({ MQTT_URL: proxy.url, RECEIVE_MAXIMUM });
  const devices = await pipeline.devices({ ...LOAD, DEVICE_COUNT: 10 });
  await pipeline.untilStored(400);

  servers.database[end]();
  await servers.database.stopped;
  await ingest.says(/did not store the rows/);
  const published = () => statusOf(devices)?.published ?? 0;
  const enough = published() + DURING;
  await devices.until(`${DURING} more readings are published`, () => published() >= enough);
  const held = await metric(ingestUrl, "held");
  assert(held > 0 && held <= RECEIVE_MAXIMUM, `${held} messages are held`);
  await servers.startDatabase();
  await pipeline.untilStored(DURING + 400);
  await pipeline.endDevices(devices);
  const { evicted } = await pipeline.assertBalanced();
  assertEquals(evicted, 0);
  await until("everything is acknowledged", async () => await metric(ingestUrl, "held") === 0);
  assertEquals(proxy.accepted, 1, "the ingest had one connection all the time");
}
