import { assert, assertEquals } from "@std/assert";
import { LATENCY_BOUNDS } from "../../ingest/tables.ts";
import { pipelineReport } from "./pipeline.ts";
import { newestSecond } from "./pipeline_second.ts";
import { spikeDetail } from "./pipeline_spikes.ts";
import type { Cell } from "./postgres.ts";
import { FakeQueries } from "./testing/fake_queries.ts";

const AT = Date.UTC(2026, 10, 20, 14);
const RANGE = { from: AT, to: AT + 60_000, live: false };

/** A row of the hop query: all readings in one bucket. */
function hopRow(
  ts: number,
  hop: string,
  readings: number,
  bucket: number,
  slowest: number,
): Cell[] {
  const counts = LATENCY_BOUNDS.map((_, i) => i === bucket ? readings : 0);
  return [ts, hop, readings, 1, slowest, ...counts];
}

/** Two seconds; in the second one everything waited for the database to apply its log. */
function queries(): FakeQueries {
  return new FakeQueries({
    pipeline_hops: [
      hopRow(AT, "device_received", 10, 6, 11),
      hopRow(AT, "committed_queryable", 10, 6, 11),
      hopRow(AT, "device_queryable", 10, 10, 40),
      hopRow(AT + 1000, "device_received", 10, 6, 11),
      hopRow(AT + 1000, "committed_queryable", 10, 23, 2500),
      hopRow(AT + 1000, "device_queryable", 10, 23, 2600),
      [AT, "some_other_hop", 1, 0, 1, ...LATENCY_BOUNDS.map(() => 0)],
    ],
    pipeline_state: [[AT, 10, 10, 0, 5, 0], [AT + 1000, 10, 8, 2, 20, 3]],
    pipeline_rejected: [["not_json", 2]],
    pipeline_replaced: [[7]],
    pipeline_slowest: [[AT + 1000, 2600, "b"], [AT, 40, "a"]],
    pipeline_devices: [["b", 10, 11_000, 5500]],
  });
}

Deno.test("pipelineReport() adds up what went through", async () => {
  const report = await pipelineReport(queries(), RANGE);
  assertEquals([report.step_ms, report.received, report.stored, report.late], [1000, 20, 18, 2]);
  assertEquals(report.rejected, [{ reason: "not_json", count: 2 }]);
  assertEquals(report.replaced, 7);
  assertEquals(report.series.ts, [AT, AT + 1000]);
  assertEquals(report.series.stored, [10, 8]);
  assertEquals(report.series.wal_lag, [0, 3]);
  assertEquals(report.series.max.received_committed, [null, null]);
});

Deno.test("pipelineReport() takes percentiles over the whole window, not of percentiles", async () => {
  const { hops } = await pipelineReport(queries(), RANGE);
  const end = hops.find(({ hop }) => hop === "device_queryable")!;
  assertEquals([end.count, end.max], [20, 2600]);
  assert(end.p50! <= 32 && end.p95! > 2048 && end.p95! <= 2600, JSON.stringify(end));
  const none = hops.find(({ hop }) => hop === "received_committed")!;
  assertEquals([none.count, none.p95, none.max], [0, null, null]);
});

Deno.test("pipelineReport() names the worst moments first, with hop and device", async () => {
  const { spikes } = await pipelineReport(queries(), RANGE);
  assertEquals(
    spikes.map(({ at, max, hop, worst_device }) => [at, max, hop, worst_device]),
    [
      [AT + 1000, 2600, "committed_queryable", "b"],
      [AT, 40, "device_received", "a"],
    ],
  );
});

Deno.test("pipelineReport() has at most 400 steps", async () => {
  for (const hours of [0.1, 1, 24, 24 * 7, 24 * 90]) {
    const report = await pipelineReport(new FakeQueries(), {
      ...RANGE,
      to: AT + hours * 3_600_000,
    });
    assert(hours * 3_600_000 / report.step_ms <= 400);
    assertEquals([report.spikes, report.hops.length], [[], 4]);
  }
});

Deno.test("spikeDetail() says which hop and which devices", async () => {
  const detail = await spikeDetail(queries(), AT + 1000, 1000);
  assertEquals(detail.devices, [{ device_id: "b", readings: 10, max_ms: 11, mean_ms: 5.5 }]);
  assertEquals(detail.hops.length, 4);
});

Deno.test("newestSecond() leaves out hops in which nothing was measured", async () => {
  const db = new FakeQueries({
    pipeline_second: [[AT, 10, 9, 1, 5, 0]],
    pipeline_hops: [
      hopRow(AT, "device_queryable", 10, 10, 40),
      [AT, "device_received", 0, 3, 0, ...LATENCY_BOUNDS.map(() => 0)],
    ],
  });
  const second = (await newestSecond(db, AT + 1500))!;
  assertEquals([second.received, second.stored, second.rejected, second.held], [10, 9, 1, 5]);
  assertEquals(Object.keys(second.hops), ["device_queryable"]);
  assertEquals(await newestSecond(new FakeQueries(), AT), undefined);
});
