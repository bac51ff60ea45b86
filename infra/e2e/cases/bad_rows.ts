/** What can't be stored costs its neighbours nothing. */
import { Buffer } from "node:buffer";
import { assert, assertEquals } from "@std/assert";
import mqtt from "mqtt";
import { encodeReading } from "../../../devices/wire/payload.ts";
import { deviceTopic } from "../../../devices/wire/topics.ts";
import { hashOf } from "../../../ingest/letters/letter.ts";
import { LETTER_PAYLOAD, payloadText } from "../../../ingest/letters/payload_text.ts";
import { DEAD_LETTERS, DEVICE_DATA } from "../../../ingest/tables.ts";
import { metric } from "../metrics.ts";
import type { Pipeline } from "../pipeline.ts";
import type { Stage } from "../stage.ts";
import { until } from "../../rig/wait.ts";

/** Readings of a batch: one in the middle is bad. */
const SEQS = Array.from({ length: 100 }, (_, n) => n + 1);
const BAD = 50;
/** The ingest waits so long for more rows, so that all of these go into one request. */
const LINGER = { BATCH_TIMEOUT: 500 };

/** Payloads that are easily mangled on their way into a letter: to the bytes, or so much of them. */
const HOSTILE: readonly (readonly [name: string, payload: string | Uint8Array])[] = [
  ["empty", ""],
  ["truncated", '{"epoch":1,"seq":2,'],
  ["line protocol", 'x",seq=9i 17t\ndevice_data,device_id=evil speed=1 5t\n'],
  ["quotes", 'say "hi" \\ \\" \\\n \r\n end\\'],
  ["control characters", "\u0001\u0002\t\u001f\u007f\u0085\u2028\u202e"],
  ["emoji", "🚗 é ✓ \u{10ffff} \ufeff \ufffd"],
  ["NUL", "a\0b"],
  ["no UTF-8", new Uint8Array([0x7b, 0xff, 0xfe, 0x00])],
  ["long", '{"speed":"' + "🚗".repeat(20_000) + '"}'],
  ["SQL", "'); DROP TABLE device_data; --"],
];

/** Registers the tests. */
export function badRowsTests(stage: Stage): void {
  stage.test("a reading that is refused costs its neighbours nothing", async (pipeline) => {
    await pipeline.ingest(LINGER);
    await publish(pipeline, (payload) => payload.replace(/"speed":\d+/, '"speed":1e400'));
    await assertOnlyBadIsMissing(pipeline, "field_invalid", "decoder");
  });

  stage.test("a message that can't be stored is kept as it is, and costs others nothing", async (pipeline) => {
    const { database } = pipeline;
    await pipeline.ingest();
    const client = await mqtt.connectAsync(pipeline.servers.broker.url, { reconnectPeriod: 0 });
    const topic = deviceTopic("data", "hostile");
    const payloads = HOSTILE.map(([, payload]) => Buffer.from(payload));
    for (const payload of payloads) await client.publishAsync(topic, payload, { qos: 1 });
    await client.endAsync();
    await publish(pipeline, (payload) => payload);
    await until("every reading", async () => await database.rows() >= SEQS.length);
    await until("all are acknowledged", async () => await metric(pipeline.ingestUrl, "held") === 0);
    await database.untilApplied();
    const letters = await database.query(
      `select length, payload, encoding, truncated from ${DEAD_LETTERS} order by hash`,
    );
    const hash = (payload: Buffer) => hashOf({ topic, payload });
    payloads.sort((one, other) => hash(one) - hash(other));
    assertEquals(letters, payloads.map(asKept));
    assertEquals(await database.rows(), SEQS.length);
  });

  stage.test("a message whose letter can't be stored is kept by the broker", async (pipeline) => {
    const { database, ingestUrl } = pipeline;
    const ingest = await pipeline.ingest();
    await database.query(`rename table ${DEAD_LETTERS} to elsewhere`);
    await publish(pipeline, (payload) => payload.replace("{", ""));
    await until("the readings before it", async () => await database.rows() >= BAD - 1);
    // How many of those after it are there depends on the broker: some deliver no more for now.
    await until("it is refused", async () => await metric(ingestUrl, "rejected_total") === 1);
    await until("only it and later ones are held", async () => {
      const held = await metric(ingestUrl, "held");
      return held > 0 && held <= SEQS.length - BAD + 1;
    });
    await ingest.kill();
    await database.query(`rename table elsewhere to ${DEAD_LETTERS}`);
    await pipeline.ingest();
    await assertOnlyBadIsMissing(pipeline, "not_json", "decoder");
  });

  stage.test("a row that the database refuses costs its neighbours nothing, and can be replayed", async (pipeline) => {
    const { database } = pipeline;
    await pipeline.ingest(LINGER);
    // Somebody has changed the table: from now on a reading with a label can't be stored.
    await database.query(`alter table ${DEVICE_DATA} drop column detection_label`);
    await publish(pipeline, (payload) => payload.replace("}", ',"detection_label":"car"}'));
    await assertOnlyBadIsMissing(pipeline, "database_refused", "database");

    await database.query(`alter table ${DEVICE_DATA} add column detection_label symbol`);
    await assertReplayed(pipeline, ["--dry-run"], /^\S+ replay 1 would be stored/);
    assertEquals(await database.rows(), SEQS.length - 1);
    await assertReplayed(pipeline, ["--reason", "not_json"], /^\S+ replay 0 stored$/);
    await assertReplayed(pipeline, ["--device", "ordinary"], /^\S+ replay 1 stored$/);
    const [bad] = await database.query(`select * from ${DEVICE_DATA} where seq = ${BAD}`);
    assertEquals([bad.device_id, bad.speed, bad.detection_label], ["ordinary", BAD, "car"]);
    await assertReplayed(pipeline, [], /^\S+ replay 1 were stored already$/);
    assertEquals(await database.rows(), SEQS.length);
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

async function assertOnlyBadIsMissing(
  pipeline: Pipeline,
  reason: string,
  source: string,
): Promise<void> {
  const { database, ingestUrl } = pipeline;
  await until("it is refused", async () => await metric(ingestUrl, "rejected_total") > 0);
  await until("the neighbours", async () => await database.rows() >= SEQS.length - 1);
  const rows = await database.query(`select seq, speed from ${DEVICE_DATA} order by seq`);
  assertEquals(
    rows,
    SEQS.filter((seq) => seq !== BAD).map((seq) => ({ seq, speed: seq })),
  );
  await until("all are acknowledged", async () => await metric(ingestUrl, "held") === 0);
  assertEquals(await metric(ingestUrl, "rejected_total"), 1);
  assertEquals(await metric(ingestUrl, "rejected_total", { reason }), 1);
  assertEquals(await metric(ingestUrl, "dead_letters_total", { reason }), 1);
  await database.untilApplied();
  const letters = await database.query(
    `select device_id, reason, source, epoch, seq, topic from ${DEAD_LETTERS}`,
  );
  const known = reason === "not_json" ? { epoch: null, seq: null } : { epoch: 1, seq: BAD };
  const topic = deviceTopic("data", "ordinary");
  assertEquals(letters, [{ device_id: "ordinary", reason, source, ...known, topic }]);
}

/** Replays letters and waits until what it stored can be queried. */
async function assertReplayed(pipeline: Pipeline, args: string[], said: RegExp): Promise<void> {
  const replay = await pipeline.start("replay", args);
  assertEquals(await replay.ended(), 0);
  assertEquals(replay.said(said).length, 1, replay.lines.join("\n"));
  await pipeline.database.untilApplied();
}

/** What a letter holds of a payload. */
function asKept(payload: Buffer) {
  const { text, encoding, truncated } = payloadText(payload);
  const bytes = Buffer.from(text, encoding === "base64" ? "base64" : "utf8");
  assert(payload.subarray(0, bytes.length).equals(bytes));
  assert(truncated ? bytes.length > LETTER_PAYLOAD - 4 : bytes.length === payload.length);
  return { length: payload.length, payload: text, encoding, truncated };
}
