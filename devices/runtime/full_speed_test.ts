import { assertEquals } from "@std/assert";
import { memoryLog } from "../lib/testing/log.ts";
import { startTinyBroker } from "../lib/testing/tiny_broker.ts";
import { memoryOutbox } from "../outbox/testing.ts";
import { storeAll } from "./testing/store_all.ts";
import { measureFullSpeed } from "./full_speed.ts";

Deno.test("measureFullSpeed() settles every reading once", async () => {
  await using broker = startTinyBroker();
  broker.answers.deliver = storeAll;
  await using box = await memoryOutbox();
  const speed = await measureFullSpeed({
    id: "vehicle_01",
    broker: { url: broker.url },
    outbox: box.outbox,
    sensor: () => ({ sample: () => ({}) }),
    interval: 1000,
    first: 0,
    connectAfter: 0,
    legacyTopic: false,
    inFlight: 1000,
  }, {
    count: 1000,
    figures: { speed: 1 },
    log: memoryLog(),
    signal: new AbortController().signal,
  });
  const seqs = broker.received
    .filter(({ topic }) => topic === "device/data/vehicle_01")
    .map(({ payload }) => JSON.parse(payload!).seq);
  assertEquals(seqs, Array.from({ length: 1000 }, (_, index) => index + 1));
  assertEquals(box.outbox.waiting, 0);
  assertEquals(speed > 0, true);
});
