import { assertEquals } from "@std/assert";
import { memoryLog } from "../lib/testing/log.ts";
import type { Outbox } from "../outbox/outbox.ts";
import { Tally } from "./tally.ts";

function outbox(waiting: number, inMemory: number, evicted: number): Outbox {
  const losses = { evicted, oversize: 1, dropped: 2 };
  return { waiting, inMemory, losses } as Partial<Outbox> as Outbox;
}

Deno.test("Tally.counts() adds up the outboxes and what happened", () => {
  const writer = { failing: false };
  const tally = new Tally([outbox(3, 4, 5), outbox(30, 40, 50)], writer, memoryLog());
  tally.online();
  tally.online();
  tally.offline();
  tally.accepted();
  tally.malformed("stored/a", "epoch=0");
  tally.restarted();
  const counts = {
    online: 1,
    waiting: 33,
    published: 1,
    evicted: 55,
    restarts: 1,
    refused: 0,
    oversize: 2,
    memory: 0, // on their way to the disk, as always
    dropped: 4,
    malformed: 1,
  };
  assertEquals(tally.counts(), counts);
  writer.failing = true;
  assertEquals(tally.counts(), { ...counts, memory: 44 });
});

Deno.test("Tally.refused() says each reason once a minute", () => {
  const log = memoryLog();
  const tally = new Tally([], { failing: false }, log);
  for (const reason of [0x10, 0x10, 0x87, 0x10]) tally.refused("device/data/a", reason);
  assertEquals(tally.counts().refused, 4);
  assertEquals(log.lines, [
    "warn: The broker refused a reading on device/data/a (reason 0x10), " +
    "nobody subscribes to it: is ingest running?",
    "warn: The broker refused a reading on device/data/a (reason 0x87), " +
    "not authorized: check the password and the broker's rules for this device",
  ]);
});
