import { assertEquals, assertStringIncludes } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { Counts } from "../counts.ts";
import { DEVICE_DATA, DEVICE_STATUS } from "../tables.ts";
import { PipelineWatch } from "./watch.ts";

/** A watch over a database that applies everything at once, and what it was sent. */
function setUp() {
  const counts = new Counts();
  const sent: string[] = [];
  const asked: string[] = [];
  const watch = new PipelineWatch({
    counts,
    held: () => 3,
    worker: "w",
    database: {
      exec(sql) {
        asked.push(sql);
        return Promise.resolve([{ committed: 5, applied: 5, written: null }]);
      },
      write(lines) {
        sent.push(new TextDecoder().decode(lines));
        return Promise.resolve({ kind: "stored" });
      },
    },
  });
  return { watch, counts, sent, asked };
}

Deno.test("PipelineWatch.run() reports every second what was committed and counted", async () => {
  using time = new FakeTime(10_000);
  const { watch, counts, sent } = setUp();
  const stop = new AbortController();
  const running = watch.run(stop.signal);
  await time.tickAsync(1);
  counts.received = 2;
  counts.reject("not_json");
  watch.committed(DEVICE_DATA, [{ deviceId: "a", ts: 9_950, received: 9_990 }]);
  await time.tickAsync(100);
  await time.tickAsync(900);
  await time.runMicrotasks();
  const lines = sent[0].trim().split("\n");
  assertEquals(lines.map((line) => line.split(",")[0]), [
    ...["pipeline_latency", "pipeline_latency", "pipeline_latency", "pipeline_latency"],
    ...["pipeline_rejected", "pipeline_state"],
  ]);
  assertStringIncludes(lines[0], "hop=device_received,worst_device=a readings=1i,late=0i,p50=");
  assertStringIncludes(lines[5], "received=2i,stored=0i,rejected=1i,commits=0i,held=3i,wal_lag=0i");
  stop.abort();
  await time.tickAsync(1000);
  await running;
});

Deno.test("PipelineWatch.committed() takes no status for a reading", async () => {
  using time = new FakeTime(10_000);
  const { watch, asked, sent } = setUp();
  const stop = new AbortController();
  const running = watch.run(stop.signal);
  watch.committed(DEVICE_STATUS, [{ deviceId: "a", ts: 1, received: 9_990 }]);
  await time.tickAsync(1000);
  await time.runMicrotasks();
  assertEquals(asked, []);
  assertEquals(sent[0].split(",")[0], "pipeline_state");
  stop.abort();
  await time.tickAsync(1000);
  await running;
});
