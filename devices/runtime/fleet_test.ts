import {
  assertEquals,
  assertGreater,
  assertLessOrEqual,
  assertMatch,
  assertRejects,
} from "@std/assert";
import type { Config } from "../config.ts";
import { SetupError } from "../lib/program.ts";
import { memoryLog } from "../lib/testing/log.ts";
import { startTinyBroker, type TinyBroker } from "../lib/testing/tiny_broker.ts";
import { runFleet } from "./fleet.ts";
import { parseStatus } from "./status_line.ts";
import { storeAll } from "./testing/store_all.ts";

async function withDirectory(test: (directory: string) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    await test(directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

/** Three vehicles that sample every 20 ms. */
function start(broker: TinyBroker, directory: string, change: Partial<Config> = {}) {
  const config: Config = {
    broker: { url: broker.url },
    devices: ["a", "b", "c"].map((id) => ({ id, kind: "vehicle" as const })),
    outbox: { directory, name: "fleet", limit: 10_000 },
    window: 128,
    gapGrace: 5000,
    probeAfter: 30_000,
    interval: 20,
    legacyTopic: false,
    seed: "7",
    statusEvery: 50,
    ...change,
  };
  const log = memoryLog();
  const stop = new AbortController();
  const ended = runFleet(config, { log, signal: stop.signal });
  const end = async () => {
    stop.abort();
    await ended;
  };
  return { log, ended, end };
}

function readings(broker: TinyBroker, id: string) {
  return broker.received
    .filter(({ topic }) => topic === `device/data/${id}`)
    .map(({ payload }) => JSON.parse(payload!));
}

Deno.test("runFleet() runs every device and says how they are doing", () =>
  withDirectory(async (directory) => {
    await using broker = startTinyBroker();
    broker.answers.deliver = storeAll;
    const { log, end } = start(broker, directory);
    await broker.until(() => ["a", "b", "c"].every((id) => readings(broker, id).length >= 5));
    await end();
    assertMatch(log.lines[0], /^info: 3 devices, outbox .+fleet\.kv, 0 readings wait from before$/);
    const status = parseStatus(log.lines.at(-1)!)!;
    const total = ["a", "b", "c"].reduce((sum, id) => sum + readings(broker, id).length, 0);
    // A slow machine may not have every answer by the end: those readings wait.
    const { online, waiting, published } = status;
    assertEquals(online, 0);
    assertGreater(published, 0);
    assertLessOrEqual(published, total);
    assertLessOrEqual(total, published + waiting);
  }));

Deno.test("runFleet() gives the same drives for the same seed", () =>
  withDirectory(async (directory) => {
    const drives: unknown[][] = [];
    for (const seed of ["7", "7", "8"]) {
      await using broker = startTinyBroker();
      broker.answers.deliver = storeAll;
      const { end } = start(broker, directory, { seed });
      await broker.until(() => readings(broker, "b").length >= 20);
      await end();
      const figures = readings(broker, "b").slice(0, 20);
      drives.push(figures.map(({ speed, detection_label }) => `${speed} ${detection_label}`));
    }
    assertEquals(drives[0], drives[1]);
    assertEquals(drives[0].join() === drives[2].join(), false);
  }));

Deno.test("runFleet() lets the others go on when a device fails", () =>
  withDirectory(async (directory) => {
    await using broker = startTinyBroker();
    broker.answers.deliver = storeAll;
    const { log, end } = start(broker, directory, {
      devices: [{ id: "a", kind: "vehicle" }, { id: "b", kind: "broken" as "vehicle" }],
    });
    await broker.until(() => readings(broker, "a").length >= 5);
    await end();
    assertEquals(log.lines.some((line) => line.startsWith("error: b failed, starting it")), true);
    assertEquals(parseStatus(log.lines.at(-1)!)!.restarts > 0, true);
  }));

Deno.test("runFleet() tells of devices whose readings nobody is going to publish", () =>
  withDirectory(async (directory) => {
    await using broker = startTinyBroker();
    broker.answers.puback = ({ topic }) => topic!.startsWith("status/") ? 0 : undefined;
    const first = start(broker, directory);
    await broker.until(() => readings(broker, "c").length >= 1);
    await first.end();
    broker.answers.puback = () => 0;
    const second = start(broker, directory, { devices: [{ id: "a", kind: "host" }] });
    await broker.until((received) => received.some(({ connection }) => connection > 3));
    await second.end();
    assertMatch(second.log.lines[0], /^info: a, outbox .+, [1-9]\d* readings wait from before$/);
    assertEquals(
      second.log.lines[1],
      "warn: The outbox also holds readings of b, c: run these devices too",
    );
  }));

Deno.test("runFleet() ends when another process uses the id of a device", () =>
  withDirectory(async (directory) => {
    await using broker = startTinyBroker();
    broker.answers.deliver = storeAll;
    const { ended } = start(broker, directory);
    const failed = assertRejects(() => ended, SetupError, "Another process is connected");
    await broker.until(() => readings(broker, "a").length >= 1);
    await broker.send([0xe0, 2, 0x8e, 0]); // DISCONNECT, session taken over
    await failed;
  }));
