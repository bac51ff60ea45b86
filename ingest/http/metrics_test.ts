import { assert, assertEquals } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { Counts } from "../counts.ts";
import { Hold } from "../receive/hold.ts";
import { DEVICE_DATA, DEVICE_STATUS } from "../tables.ts";
import { Metrics } from "./metrics.ts";

const WATCH = {
  states: {
    tables: [
      { name: "t", suspended: true, lag: 5, replaced: 9 },
      { name: "u", suspended: false, lag: 0, replaced: 0 },
    ],
    invalidViews: ["v"],
  },
  free: 17,
};

/** The samples of a scrape by name and labels. */
async function scrape(metrics: Metrics): Promise<Map<string, number>> {
  const text = await (await metrics.response()).text();
  const samples = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(samples.map((line) => {
    const end = line.lastIndexOf(" ");
    return [line.slice(0, end), Number(line.slice(end + 1))];
  }));
}

Deno.test("Metrics gives totals as they are when somebody asks", async () => {
  const counts = new Counts();
  const metrics = new Metrics(counts, () => 3, WATCH);
  counts.received = 5;
  counts.stored = 4;
  counts.reject("not_json");
  counts.keepLetter("not_json");
  counts.answers.accounts = 2;
  counts.leaveOut(['a"b\n']);
  for (let scrapes = 0; scrapes < 2; scrapes++) {
    const samples = await scrape(metrics);
    assertEquals(samples.get("ledgerline_ingest_received_total"), 5);
    assertEquals(samples.get("ledgerline_ingest_stored_total"), 4);
    assertEquals(samples.get('ledgerline_ingest_rejected_total{reason="not_json"}'), 1);
    assertEquals(samples.get('ledgerline_ingest_unknown_fields_total{field="a\\"b\\n"}'), 1);
    assertEquals(samples.get("ledgerline_ingest_held"), 3);
    assertEquals(samples.get('ledgerline_ingest_questdb_table_suspended{table="t"}'), 1);
    assertEquals(samples.get('ledgerline_ingest_questdb_table_suspended{table="u"}'), 0);
    assertEquals(samples.get('ledgerline_ingest_questdb_wal_lag{table="t"}'), 5);
    assertEquals(samples.get('ledgerline_ingest_questdb_replaced_rows_total{table="t"}'), 9);
    assertEquals(samples.get("ledgerline_ingest_questdb_views_invalid"), 1);
    assertEquals(samples.get("ledgerline_ingest_questdb_disk_free_bytes"), 17);
    assertEquals(samples.get('ledgerline_ingest_dead_letters_total{reason="not_json"}'), 1);
    assertEquals(samples.get('ledgerline_ingest_answers_total{of="accounts"}'), 2);
    assert(samples.get("process_resident_memory_bytes")! > 1e6);
    assert(samples.get("process_cpu_seconds_total")! > 0);
  }
});

Deno.test("Metrics.committed() measures readings from the device's clock on", async () => {
  using time = new FakeTime();
  const metrics = new Metrics(new Counts(), () => 0, WATCH);
  const hold = new Hold(100, () => {});
  const message = { topic: "t", payload: new Uint8Array(), retained: false, receivedAt: 0 };
  const held = hold.add(message, 1);
  held.ts = time.now - 30;
  metrics.committed(DEVICE_DATA, [held, held], 12);
  metrics.committed(DEVICE_STATUS, [held], 12);
  const samples = await scrape(metrics);
  assertEquals(samples.get("ledgerline_ingest_commit_rows_sum"), 3);
  assertEquals(samples.get("ledgerline_ingest_commit_seconds_count"), 2);
  assertEquals(samples.get('ledgerline_ingest_latency_seconds_bucket{le="0.025"}'), 0);
  assertEquals(samples.get('ledgerline_ingest_latency_seconds_bucket{le="0.05"}'), 2);
  assertEquals(samples.get("ledgerline_ingest_latency_seconds_count"), 2);
});
