import { assertEquals } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import type { HopSecond } from "./hop_meter.ts";
import { Latency } from "./latency.ts";
import { secondLines } from "./lines.ts";
import { reportSeconds } from "./reporter.ts";

const wal = (committed: number, applied: number) => () =>
  Promise.resolve({ committed, applied, appliedAt: null });

/** Runs until what is pending was seen. */
async function settle(latency: Latency): Promise<void> {
  using time = new FakeTime();
  const stop = new AbortController();
  const running = latency.run(stop.signal);
  await time.tickAsync(1);
  stop.abort();
  await time.tickAsync(100);
  await running;
}

Deno.test("Latency.committed() measures each hop, late readings apart", async () => {
  const latency = new Latency({ read: wal(1, 1), now: () => 10_040 });
  latency.committed([
    { deviceId: "a", ts: 9_990, received: 10_000 },
    { deviceId: "b", ts: 1_000, received: 10_010 },
  ], 10_020);
  await settle(latency);
  const hops = Object.fromEntries(latency.take());
  const brief = ({ readings, late, slowest, worstDevice }: HopSecond) =>
    [readings, late, slowest, worstDevice] as unknown[];
  assertEquals(brief(hops.device_received), [1, 1, 10, "a"]);
  assertEquals(brief(hops.received_committed), [2, 0, 20, "a"]);
  assertEquals(brief(hops.committed_queryable), [2, 0, 20, "a"]);
  assertEquals(brief(hops.device_queryable), [1, 1, 50, "a"]);
});

Deno.test("secondLines() writes a line for each hop, each reason, and the state", () => {
  const buckets = new Array<number>(34).fill(0);
  const hop = { readings: 2, late: 1, p50: 1, p95: 2, p99: 2.25, slowest: 3, worstDevice: "a" };
  const lines = secondLines("in gest=1", 5, [["device_received", { ...hop, buckets }]], {
    received: 3,
    stored: 2,
    rejected: new Map([["not_json", 1]]),
    commits: 1,
    held: 4,
    walLag: 0,
  }).split("\n");
  assertEquals(
    lines[0].slice(0, lines[0].indexOf(",b01")),
    "pipeline_latency,worker=in\\ gest\\=1,hop=device_received,worst_device=a " +
      "readings=2i,late=1i,p50=1.000,p95=2.000,p99=2.250,slowest=3.000,b00=0i",
  );
  assertEquals(
    lines[1],
    "pipeline_rejected,worker=in\\ gest\\=1,reason=not_json readings=1i 5000000t",
  );
  assertEquals(
    lines[2],
    "pipeline_state,worker=in\\ gest\\=1 " +
      "received=3i,stored=2i,rejected=1i,commits=1i,held=4i,wal_lag=0i 5000000t",
  );
  assertEquals(lines.slice(3), [""]);
});

Deno.test("reportSeconds() sends the differences of every second, whether or not a send fails", async () => {
  using time = new FakeTime(10_500);
  const sent: string[] = [];
  const totals = { received: 5, stored: 5, commits: 1, rejected: new Map(), held: 0 };
  const stop = new AbortController();
  const running = reportSeconds({
    worker: "w",
    latency: new Latency({ read: wal(0, 0), now: Date.now }),
    totals: () => ({ ...totals }),
    send: (lines) => {
      sent.push(lines);
      return Promise.reject(new Error("down"));
    },
    now: Date.now,
  }, stop.signal);
  await time.tickAsync(500);
  totals.received = 9;
  await time.tickAsync(1000);
  assertEquals(sent.map((line) => [line.match(/received=(\d+)/)![1], line.match(/ (\d+)t/)![1]]), [
    ["0", "10000000"],
    ["4", "11000000"],
  ]);
  stop.abort();
  await running;
});
