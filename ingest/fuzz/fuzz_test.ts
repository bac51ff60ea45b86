/**
 * Hostile messages by the hundred thousand: each is stored right or kept as a letter with the right
 * reason, nothing is thrown, and the rows beside it stay as they are.
 */
import { Buffer } from "node:buffer";
import { assert, assertEquals } from "@std/assert";
import { seededRandom } from "../../devices/lib/random.ts";
import { Bytes } from "../bytes.ts";
import { writeRow } from "../commit/ilp.ts";
import { textOf } from "../commit/testing.ts";
import { decode, type Decoded } from "../decode/decode.ts";
import type { Message, Registry } from "../decode/message.ts";
import { Refusal } from "../decode/refusal.ts";
import type { Row } from "../decode/row.ts";
import { hashOf, toRow } from "../letters/letter.ts";
import { originOf } from "../letters/origin.ts";
import { LETTER_PAYLOAD } from "../letters/payload_text.ts";
import { REASONS } from "../reasons.ts";
import { DEVICE_DATA, VEHICLE_LONGS } from "../tables.ts";
import { judge, vehicleOf } from "./model.ts";
import { mutate } from "./mutate.ts";
import { type Line, readLines } from "./read_lines.ts";

const MUTATIONS = 100_000;
/** Another text gives other messages. */
const SEED = "ledgerline";
const NOW = Date.parse("2026-01-15T12:00:00Z");
const REGISTRY: Registry = { clockSkewLimit: 300_000, offline: new Set() };
const SEEDS = new URL("../decode/testdata/", import.meta.url);

const NEIGHBOUR = decode(
  {
    topic: "device/data/neighbour",
    payload: Buffer.from(
      '{"epoch":1,"seq":2,"timestamp":1768478399,"detection_label":"a, b=\\"c\\"\\n"}',
    ),
    retained: false,
    receivedAt: NOW,
  },
  REGISTRY,
) as Decoded;

/** The messages that mutations begin with: those of the decoder's own tests. */
async function readSeeds(): Promise<Message[]> {
  const names = [...Deno.readDirSync(SEEDS)].map(({ name }) => name).sort();
  const seeds = await Promise.all(names.map(async (name) => {
    const file = (file: string) => new URL(`${name}/${file}`, SEEDS);
    const message = await Deno.readTextFile(file("message.json")).catch(() => "{}");
    const { topic = "device/data/vehicle_01" } = JSON.parse(message);
    const payload = await Deno.readFile(file("input.json"));
    return { topic, payload, retained: false, receivedAt: NOW };
  }));
  return seeds.filter(({ payload }) => payload.length < 4096);
}

Deno.test("100,000 hostile messages are stored right or kept with the right reason", async () => {
  const random = seededRandom(SEED);
  const seeds = await readSeeds();
  const seen = new Map<string, number>();
  for (let n = 0; n < MUTATIONS; n++) {
    const message = mutate(seeds[Math.floor(random() * seeds.length)], random);
    try {
      const outcome = check(message);
      seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
    } catch (error) {
      const { topic, payload } = message;
      const base64 = Buffer.from(payload).toString("base64");
      throw new Error(`Seed ${SEED}, message ${n}: ${topic} ${base64}`, { cause: error });
    }
  }
  assertEquals(Reflect.ownKeys({ ...Object.prototype, ...Array.prototype }), []);
  for (const reason of ["stored", ...Object.keys(REASONS)]) {
    const elsewhere = ["database_refused", "decoder_fault"].includes(reason);
    assert(elsewhere || (seen.get(reason) ?? 0) >= 20, `${reason}: ${seen.get(reason)}`);
  }
});

/** Checks what becomes of a message; returns its reason, or "stored". */
function check(message: Message): string {
  const decoded = decode(message, REGISTRY);
  if (decoded instanceof Refusal) checkLetter(message, decoded);
  if (vehicleOf(message.topic) !== undefined) checkVehicle(message, decoded);
  else if (!(decoded instanceof Refusal)) writeBetweenNeighbours(decoded.rows);
  return decoded instanceof Refusal ? decoded.reason : "stored";
}

function checkVehicle(message: Message, decoded: Decoded | Refusal): void {
  const { reasons, columns } = judge(message, REGISTRY.clockSkewLimit);
  if (decoded instanceof Refusal) {
    assert(reasons.has(decoded.reason), `${decoded.reason} is none of ${[...reasons]}`);
    return;
  }
  assertEquals([...reasons], []);
  const [line, ...others] = writeBetweenNeighbours(decoded.rows);
  assertEquals([line.table, others], [DEVICE_DATA, []]);
  const { epoch, seq, ts, device_id, detection_label, ...figures } = columns;
  const anonymous = epoch === undefined || seq === undefined;
  const known = Object.entries(figures).filter(([, value]) => value !== undefined);
  assertEquals<unknown>({ ...line.fields }, {
    epoch: `${anonymous ? 0 : epoch}i`,
    seq: anonymous ? line.fields.seq : `${seq}i`,
    ...Object.fromEntries(
      known.map(([name, value]) => [name, LONGS.has(name) ? `${value}i` : `${value}`]),
    ),
    publish_timestamp: `${ts}t`,
    collector_receive_time: `${NOW * 1000}t`,
  });
  assertEquals(line.ts, `${ts}t`);
  const label = detection_label === undefined ? {} : { detection_label };
  assertEquals<unknown>({ ...line.symbols }, { device_id, collector: "ledgerline", ...label });
}

const LONGS: ReadonlySet<string> = new Set(VEHICLE_LONGS);

function checkLetter(message: Message, refusal: Refusal): void {
  const { topic, payload } = message;
  assert(refusal.reason in REASONS && refusal.reason !== "decoder_fault", refusal.sentence);
  const origin = originOf(message);
  const row = toRow({ message, refusal, source: "decoder", origin }, hashOf(message));
  const [{ symbols, fields }] = writeBetweenNeighbours([row]);
  assertEquals([symbols.reason, symbols.source], [refusal.reason, "decoder"]);
  assert(symbols.device_id === undefined || topic.endsWith(`/${symbols.device_id}`));
  assertEquals(fields.topic, `"${topic.slice(0, 1024)}"`);
  const text = fields.payload.slice(1, -1);
  const kept = Buffer.from(text, symbols.encoding === "base64" ? "base64" : "utf8");
  assert(payload.length > LETTER_PAYLOAD || kept.length === payload.length);
  assert(kept.equals(payload.subarray(0, kept.length)));
  assertEquals(fields.length, `${payload.length}i`);
  assertEquals(fields.truncated, String(kept.length < payload.length || topic.length > 1024));
}

/** The lines of rows that are written between those of a neighbour; its own must not change. */
function writeBetweenNeighbours(rows: readonly Row[]): Line[] {
  const bytes = new Bytes();
  for (const row of [...NEIGHBOUR.rows, ...rows, ...NEIGHBOUR.rows]) writeRow(row, bytes);
  const lines = readLines(textOf(bytes.slice(0, bytes.length)));
  assertEquals(lines.length, rows.length + 2);
  const [first, last] = [lines.shift(), lines.pop()];
  assertEquals(first, last);
  assertEquals(first?.symbols.detection_label, 'a, b="c"\n');
  return lines;
}
