import { assertEquals, assertMatch } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { memoryLog } from "../lib/testing/log.ts";
import { HostSampler, type HostSources } from "./sampler.ts";

/** A host whose one processor is busy a quarter of the time. */
function sources(change: Partial<HostSources> = {}): HostSources {
  let looks = 0;
  return {
    cpus: () => [{ user: 250 * ++looks, nice: 0, sys: 0, irq: 0, idle: 750 * looks }],
    memory: () => ({ total: 1024 ** 3, available: 1024 ** 3 / 2 }),
    disk: () => Promise.resolve({ bsize: 1024 ** 2, blocks: 100, bfree: 50, bavail: 50 }),
    network: () => Promise.resolve("title\ntitle\neth0: 5 0 0 0 0 0 0 0 7\n"),
    ...change,
  };
}

/** Measures for the first time, which takes a moment. */
async function begin(sampler: HostSampler): Promise<void> {
  using time = new FakeTime();
  const measured = sampler.measure();
  await time.tickAsync(100);
  await measured;
}

Deno.test("HostSampler.measure() gives every figure from the first time on", async () => {
  const sampler = new HostSampler(sources(), memoryLog());
  await begin(sampler);
  assertEquals(sampler.figures, {
    cpu_usage: 25,
    ram_usage: 50,
    memory_total: 1024,
    memory_used: 512,
    memory_available: 512,
    memory_percent: 50,
    disk_total: 100,
    disk_used: 50,
    disk_free: 50,
    disk_percent: 50,
    network_bytes_sent: 7,
    network_bytes_recv: 5,
  });
});

Deno.test("HostSampler.measure() gives null for what can't be had, and says so once", async () => {
  const log = memoryLog();
  const disk = () => Promise.reject(new Error("no such disk"));
  const sampler = new HostSampler(sources({ disk, network: () => Promise.resolve(null) }), log);
  await begin(sampler);
  await sampler.measure();
  const { disk_total, network_bytes_sent, memory_total } = sampler.figures;
  assertEquals([disk_total, network_bytes_sent, memory_total], [null, null, 1024]);
  assertEquals(log.lines.length, 1);
  assertMatch(log.lines[0], /disk figures can't be had: no such disk/);
});

Deno.test("HostSampler.run() measures once a second until it is stopped", async () => {
  using time = new FakeTime();
  let looks = 0;
  const memory = () => {
    looks++;
    return { total: 2, available: 1 };
  };
  const stop = new AbortController();
  const running = new HostSampler(sources({ memory }), memoryLog()).run(stop.signal);
  await time.tickAsync(100); // the first look
  await time.runMicrotasks();
  for (let second = 1; second <= 3; second++) {
    assertEquals(looks, second);
    await time.tickAsync(1000);
    await time.runMicrotasks();
  }
  stop.abort();
  await running;
});
