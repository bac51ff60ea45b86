/** What can't be stored costs its neighbours nothing. */
import { assertEquals } from "@std/assert";
import mqtt from "mqtt";
import { encodeReading } from "../../../devices/wire/payload.ts";
import { deviceTopic } from "../../../devices/wire/topics.ts";
import { DEVICE_DATA } from "../../../ingest/tables.ts";
import { metric } from "../metrics.ts";
import type { Pipeline } from "../pipeline.ts";
import type { Stage } from "../stage.ts";
import { until } from "../wait.ts";

/** Readings of a batch: one in the middle is bad. */
const SEQS = Array.from({ length: 100 }, (_, n) => n + 1);
const BAD = 50;
/** The ingest waits so long for more rows, so that all of these go into one request. */
const LINGER = { BATCH_TIMEOUT: 500 };

/** Registers the tests. */
export function badRowsTests(stage: Stage): void {
  stage.test("a reading that is refused costs its neighbours nothing", async (pipeline) => {
    await pipeline.ingest(LINGER);
    await publish(pipeline, (payload) => payload.replace(/"speed":\d+/, '"speed":1e400'));
    await assertOnlyBadIsMissing(pipeline, "field_invalid");
  });

  stage.test("a row that the database refuses costs its neighbours nothing", async (pipeline) => {
    await pipeline.ingest(LINGER);
    // Somebody has changed the table: from now on a reading with a label can't be stored.
    await pipeline.database.query(`alter table ${DEVICE_DATA} drop column detection_label`);
    await publish(pipeline, (payload) => payload.replace("}", ',"detection_label":"car"}'));
    await assertOnlyBadIsMissing(pipeline, "database_refused");
  });
}

/** Publishes a batch as an ordinary client, one payload of it spoilt. */
async function publish(pipeline: Pipeline, spoil: (payload: string) => string): Promise<void> {
  const client = await mqtt.connectAsync(pipeline.servers.broker.url, { reconnectPeriod: 0 });
  const topic = deviceTopic("data", "ordinary");
  const timestamp = Date.now() / 1000;
  await Promise.all(SEQS.map((seq) => {
    const good = encodeReading({ device_id: "ordinary", epoch: 1, seq, timestamp, speed: seq });
    return client.publishAsync(topic, seq === BAD ? spoil(good) : good, { qos: 1 });
  }));
  await client.endAsync();
}

async function assertOnlyBadIsMissing(pipeline: Pipeline, reason: string): Promise<void> {
  const { database, ingestUrl } = pipeline;
  await until("the neighbours", async () => await database.rows() >= SEQS.length - 1);
  const rows = await database.query(`select seq, speed from ${DEVICE_DATA} order by seq`);
  assertEquals(
    rows,
    SEQS.filter((seq) => seq !== BAD).map((seq) => ({ seq, speed: seq })),
  );
  await until("all are acknowledged", async () => await metric(ingestUrl, "held") === 0);
  assertEquals(await metric(ingestUrl, "rejected_total"), 1);
  assertEquals(await metric(ingestUrl, "rejected_total", { reason }), 1);
}
