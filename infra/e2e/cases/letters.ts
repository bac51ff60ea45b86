/** Dead letters: what the dashboard says of what broken and hostile clients send. */
import { Buffer } from "node:buffer";
import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import mqtt from "mqtt";
import { deviceTopic } from "../../../devices/wire/topics.ts";
import { hashOf } from "../../../ingest/letters/letter.ts";
import { DEAD_LETTERS } from "../../../ingest/tables.ts";
import { MOST_ROWS } from "../../../web/data/letters/rows.ts";
import type { Letter, Letters } from "../../../web/data/letters/types.ts";
import { until } from "../../rig/wait.ts";
import { metric } from "../metrics.ts";
import type { Pipeline } from "../pipeline.ts";
import type { Stage } from "../stage.ts";

const TOPIC = deviceTopic("data", "hostile");
const REPEATED = '{"epoch":5,"seq":7,"timestamp":1,"speed":1e400';

/** What is sent, why it is refused, and what the page shows of it. */
const BAD: readonly (readonly [payload: string | Uint8Array, reason: string, shown: string])[] = [
  [REPEATED, "not_json", REPEATED.replaceAll('"', "&quot;")],
  [new Uint8Array([0x7b, 0xff, 0x00]), "not_utf8", "00000000: 7bff 00"],
  [
    "</pre><script>alert(1)</script>\u202e\u001b[31m",
    "not_json",
    "&lt;/pre>&lt;script>alert(1)&lt;/script>\\u{202e}\\u{1b}[31m",
  ],
  ["x".repeat(100_000), "too_large", "the first 16 KiB of 100,000 bytes"],
  ["", "empty", "The payload is empty"],
  ['{"epoch":5,"seq":8,"timestamp":1,"speed":{}}', "timestamp_too_old", "  &quot;seq&quot;: 8,\n"],
];

/** Registers the tests. */
export function lettersTests(stage: Stage): void {
  stage.test("the dashboard shows each dead letter once, and harmless", each);
  stage.test("of a flood of dead letters the newest are shown, and lead to the others", flood);
}

async function each(pipeline: Pipeline): Promise<void> {
  const first = await pipeline.ingest();
  await send(pipeline, BAD.map(([payload]) => payload), BAD.length);
  await first.kill();
  await pipeline.ingest(); // it knows nothing of what the other has kept
  await send(pipeline, [REPEATED], BAD.length + 1);
  const { url } = await pipeline.dashboard();

  const { total, last, letters, next } = await ask(url, "device=hostile");
  assertEquals([total, next], [BAD.length, null]);
  const kept = letters.map(({ hash, reason, times, topic }) => [hash, reason, times, topic]);
  const sent = BAD.map(([payload, reason]) => [
    ...[hashOf({ topic: TOPIC, payload: Buffer.from(payload) }), reason],
    ...[payload === REPEATED ? 2 : 1, TOPIC],
  ]);
  assertEquals(kept.sort(byHash), sent.sort(byHash));
  assertEquals([letters[0].payload, letters[0].last], [REPEATED, last]);
  assert(letters[0].first < letters[0].last);
  const numbered = letters.filter(({ seq }) => seq !== null);
  assertEquals(numbered.map(({ epoch, seq }) => [epoch, seq]), [[5, 8]]);

  assertEquals(await pages(url, "limit=2"), letters);
  assertEquals((await ask(url, "reason=not_json")).total, 2);
  assertEquals((await ask(url, "device=(none)")).total, 0);
  const csv = await (await fetch(`${url}api/dead-letters.csv?reason=not_utf8`)).text();
  assert(/,not_utf8,.*,3,false,base64,e\/8A\r\n$/.test(csv), csv);

  const page = await read(`${url}dead-letters`);
  for (const [, , shown] of BAD) assertStringIncludes(page, shown);
  assertEquals(page.split("<details").length - 1, BAD.length);
  const ledger = await read(`${url}ledger`);
  assertStringIncludes(ledger, 'id="dead"');
  for (const text of [page, ledger]) assert(!text.includes("<script>alert"));
}

/** Publishes messages and waits until so many rows are kept. */
async function send(
  { servers, database, ingestUrl }: Pipeline,
  payloads: readonly (string | Uint8Array)[],
  rows: number,
): Promise<void> {
  const client = await mqtt.connectAsync(servers.broker.url, { reconnectPeriod: 0 });
  for (const payload of payloads) {
    await client.publishAsync(TOPIC, Buffer.from(payload), { qos: 1 });
  }
  await client.endAsync();
  const kept = () => database.figure(`select count() from ${DEAD_LETTERS}`);
  await until(`${rows} rows`, async () => await kept() >= rows);
  await until("all are acknowledged", async () => await metric(ingestUrl, "held") === 0);
  await database.untilApplied();
  assertEquals(await kept(), rows);
}

async function flood(pipeline: Pipeline): Promise<void> {
  const { database } = pipeline;
  await pipeline.ingest();
  const [flooding, quiet] = [MOST_ROWS / 2, 5];
  const start = Date.now() - 3_600_000;
  const insert = `insert into ${DEAD_LETTERS} ` +
    "(ts, device_id, reason, source, sentence, topic, payload, encoding, length, hash) ";
  const rest = "'decoder', 'why', 't', '{', 'text', 1";
  // A message each 0.1 ms, and each of them twice; before, one a second.
  await database.query(
    `${insert} select (${start}000 + x * 100)::timestamp, 'flooding', 'not_json', ${rest}, ` +
      `x % ${flooding} from long_sequence(${MOST_ROWS})`,
  );
  await database.query(
    `${insert} select (${start}000 - x * 1000000)::timestamp, 'quiet', 'empty', ${rest}, ` +
      `x + ${flooding} from long_sequence(${quiet})`,
  );
  await database.untilApplied();
  const { url } = await pipeline.dashboard();

  const { total, cut, letters } = await ask(url, "limit=200");
  assertEquals([total, cut, letters.length], [flooding, start - 1000, 200]);
  assertEquals(letters.map(({ hash }) => hash).slice(0, 3), [0, flooding - 1, flooding - 2]);
  assertEquals(letters.filter(({ times }) => times !== 2), []);
  assertEquals((await ask(url, "device=quiet")).total, quiet);
  const page = await read(`${url}dead-letters`);
  const [, before] = /href="\/dead-letters\?([^"]+)"[^>]*>What came before/.exec(page)!;
  assertEquals((await ask(url, before.replaceAll("&amp;", "&"))).total, quiet);
}

async function ask(url: string, query: string): Promise<Letters> {
  return JSON.parse(await read(`${url}api/dead-letters?${query}`));
}

/** The letters of all pages. */
async function pages(url: string, query: string, before = ""): Promise<Letter[]> {
  const { letters, next } = await ask(url, query + before);
  return next === null ? [...letters] : [...letters, ...await pages(url, query, `&before=${next}`)];
}

async function read(url: string): Promise<string> {
  const response = await fetch(url);
  const text = await response.text();
  assertEquals(response.status, 200, text);
  return text;
}

function byHash([one]: readonly unknown[], [other]: readonly unknown[]): number {
  return Number(one) - Number(other);
}
