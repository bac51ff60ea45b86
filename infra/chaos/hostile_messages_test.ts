import { assert, assertEquals } from "@std/assert";
import { seededRandom } from "../../devices/lib/random.ts";
import { decode } from "../../ingest/decode/decode.ts";
import { Refusal } from "../../ingest/decode/refusal.ts";
import { originOf } from "../../ingest/letters/origin.ts";
import { badReading, garbage, type HostileMessage, oddReading } from "./hostile_messages.ts";

const sender = { id: "hostile", epoch: 5, seq: 7, timestamp: 1_800_000_000 };
const received = ({ topic, payload }: HostileMessage) => ({
  topic,
  payload,
  retained: false,
  receivedAt: 1_800_000_000_000,
});
const decoded = (message: HostileMessage) =>
  decode(received(message), { clockSkewLimit: 0, offline: new Set() });
const draws = Array.from({ length: 200 }, (_, seed) => seededRandom(String(seed)));

Deno.test("oddReading() can be stored", () => {
  for (const random of draws) assert(!(decoded(oddReading(sender, random)) instanceof Refusal));
});

Deno.test("badReading() is refused, and the letter names its number", () => {
  for (const random of draws) {
    const message = badReading(sender, random);
    assert(decoded(message) instanceof Refusal, message.payload.toString());
    const { deviceId, epoch, seq } = originOf(received(message));
    assertEquals([deviceId, epoch, seq], ["hostile", 5, 7]);
  }
});

Deno.test("garbage() is refused, and the letter names no reading", () => {
  for (const [number, random] of draws.entries()) {
    const message = garbage({ id: "hostile", neighbour: "vehicle_01", number }, random);
    assert(decoded(message) instanceof Refusal, message.payload.toString());
    const { epoch, seq } = originOf(received(message));
    assertEquals([epoch, seq], [null, null]);
  }
});
