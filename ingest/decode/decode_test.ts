/** Every folder of `testdata/` is a case: `input.json` is the payload as it is, `expected.json` what becomes of it. */
import { assert, assertEquals } from "@std/assert";
import { Bytes } from "../bytes.ts";
import { writeRow } from "../commit/ilp.ts";
import { textOf } from "../commit/testing.ts";
import { REASONS } from "../reasons.ts";
import { decode } from "./decode.ts";
import type { Message, Registry } from "./message.ts";
import { Refusal } from "./refusal.ts";
import type { Row } from "./row.ts";

/** What a case's `message.json` may say; without it, these. */
interface Setting {
  readonly topic: string;
  readonly retained: boolean;
  readonly receivedAt: string;
  /** Devices that are offline so far. */
  readonly offline: readonly string[];
}

const USUAL: Setting = {
  topic: "device/data/vehicle_01",
  retained: false,
  receivedAt: "2026-01-15T12:00:00Z",
  offline: [],
};
const FOLDER = new URL("./testdata/", import.meta.url);

async function readCase(name: string) {
  const file = (file: string) => new URL(`${name}/${file}`, FOLDER);
  const setting: Setting = { ...USUAL, ...await readJson(file("message.json")) };
  const message: Message = {
    topic: setting.topic,
    retained: setting.retained,
    receivedAt: Date.parse(setting.receivedAt),
    payload: await Deno.readFile(file("input.json")),
  };
  const registry: Registry = { clockSkewLimit: 300_000, offline: new Set(setting.offline) };
  return { message, registry, expected: await readJson(file("expected.json")) };
}

async function readJson(file: URL) {
  try {
    return JSON.parse(await Deno.readTextFile(file));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return {};
    throw error;
  }
}

function toLine(row: Row): string {
  const bytes = new Bytes();
  writeRow(row, bytes);
  return textOf(bytes.slice(0, bytes.length));
}

/** What was decoded in the words of `expected.json`; the detail of `not_json` is V8's. */
function outcome(message: Message, registry: Registry) {
  const decoded = decode(message, registry);
  if (decoded instanceof Refusal) {
    const { reason, detail } = decoded;
    return reason === "not_json" ? { refused: reason } : { refused: reason, detail };
  }
  const lines = decoded.rows.map(toLine);
  return decoded.unknown.length === 0 ? { lines } : { lines, unknown: decoded.unknown };
}

const cases = [...Deno.readDirSync(FOLDER)].map(({ name }) => name).sort();

for (const name of cases) {
  Deno.test(`decode() of ${name.replaceAll("_", " ")}`, async () => {
    const { message, registry, expected } = await readCase(name);
    assertEquals(outcome(message, registry), expected);
  });
}

const REFUSED_ELSEWHERE = ["decoder_fault", "database_refused"];

Deno.test("decode() has a case for every reason", async () => {
  const expected = await Promise.all(cases.map(async (name) => (await readCase(name)).expected));
  const refused = new Set(expected.map(({ refused }) => refused));
  for (const reason of Object.keys(REASONS)) {
    if (!REFUSED_ELSEWHERE.includes(reason)) assert(refused.has(reason), reason);
  }
});

function refusalOf(payload: Uint8Array | string): Refusal {
  const bytes = typeof payload === "string" ? new TextEncoder().encode(payload) : payload;
  const message = { topic: USUAL.topic, payload: bytes, retained: false, receivedAt: 0 };
  const decoded = decode(message, { clockSkewLimit: 0, offline: new Set() });
  assert(decoded instanceof Refusal);
  return decoded;
}

Deno.test("decode() does not look into what is too large", () => {
  const refusal = refusalOf(new Uint8Array(10_000_000).fill(0x7b));
  assertEquals([refusal.reason, refusal.detail], ["too_large", "10000000 bytes"]);
});

Deno.test("decode() survives the deepest nesting that fits", () => {
  const deep = (open: string, close: string) => {
    const levels = Math.floor(65_000 / (open.length + close.length));
    return open.repeat(levels) + "1" + close.repeat(levels);
  };
  assertEquals(refusalOf(deep("[", "]")).reason, "not_an_object");
  assertEquals(refusalOf(deep('{"a":', "}")).reason, "timestamp_missing");
  assertEquals(refusalOf(`{"timestamp": ${deep("[", "]")}}`).reason, "timestamp_unreadable");
});

Deno.test("decode() quotes no more of a message than a line can bear", () => {
  const topic = `device/data/${"x".repeat(60_000)}`;
  const message = {
    topic,
    payload: new TextEncoder().encode("{}"),
    retained: false,
    receivedAt: 0,
  };
  const refusal = decode(message, { clockSkewLimit: 0, offline: new Set() });
  assert(refusal instanceof Refusal);
  assertEquals(refusal.reason, "device_id_invalid");
  assert(refusal.sentence.length < 200);
});
