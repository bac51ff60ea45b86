import { assertEquals, assertThrows } from "@std/assert";
import { cpuUsage, diskFigures, memoryFigures, networkFigures } from "./figures.ts";

const GIB = 1024 ** 3;

Deno.test("cpuUsage() is the busy share of all processors between two looks", () => {
  const times = (user: number, idle: number) => ({ user, nice: 0, sys: 0, irq: 0, idle });
  const before = [times(100, 100), times(100, 100)];
  assertEquals(cpuUsage(before, [times(150, 150), times(100, 200)]), 25);
  assertEquals(cpuUsage(before, before), null);
});

Deno.test("cpuUsage() counts everything but idle as busy", () => {
  const none = { user: 0, nice: 0, sys: 0, irq: 0, idle: 0 };
  const some = { user: 1, nice: 2, sys: 3, irq: 4, idle: 10 };
  assertEquals(cpuUsage([none], [some]), 50);
});

Deno.test("memoryFigures() counts what is not available as used, in MiB", () => {
  assertEquals(memoryFigures({ total: 16 * GIB, available: 12 * GIB }), {
    ram_usage: 25,
    memory_total: 16_384,
    memory_used: 4096,
    memory_available: 12_288,
    memory_percent: 25,
  });
});

Deno.test("diskFigures() counts as df does, in MiB", () => {
  // 100 GiB, of which 20 are free and 15 for everyone.
  const blocks = { bsize: 4096, blocks: 26_214_400, bfree: 5_242_880, bavail: 3_932_160 };
  assertEquals(diskFigures(blocks), {
    disk_total: 102_400,
    disk_used: 81_920,
    disk_free: 15_360,
    disk_percent: 84.2,
  });
});

Deno.test("networkFigures() adds up all interfaces but the loopback", () => {
  const text = Deno.readTextFileSync(new URL("testdata/proc_net_dev.txt", import.meta.url));
  assertEquals(networkFigures(text), {
    network_bytes_recv: 590_900_178 + 1_500,
    network_bytes_sent: 2_091_790 + 700,
  });
});

Deno.test("networkFigures() refuses what is no table of interfaces", () => {
  assertThrows(() => networkFigures("a\nb\nrubbish\n"), SyntaxError, '"rubbish"');
});
