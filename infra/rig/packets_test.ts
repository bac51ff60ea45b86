import { assertEquals } from "@std/assert";
import { PacketReader, PUBLISH, topicOf, typeOf } from "./packets.ts";

/** A PUBLISH of QoS 0 with a payload of `size` bytes. */
function publish(topic: string, size: number): Uint8Array {
  const name = new TextEncoder().encode(topic);
  const length = 2 + name.length + size;
  const digits: number[] = [];
  for (let rest = length; digits.length === 0 || rest > 0; rest >>= 7) {
    digits.push((rest & 127) | (rest > 127 ? 128 : 0));
  }
  const head = [PUBLISH << 4, ...digits, name.length >> 8, name.length & 255, ...name];
  return new Uint8Array([...head, ...new Array(size).fill(7)]);
}

const PING = new Uint8Array([0xc0, 0]);

Deno.test("PacketReader.push() gives whole packets, however the bytes come", () => {
  const packets = [publish("a", 3), PING, publish("b/c", 130), publish("é", 20_000), PING];
  const bytes = new Uint8Array(packets.flatMap((packet) => [...packet]));
  for (const step of [1, 2, 7, 1000, bytes.length]) {
    const reader = new PacketReader();
    const found: Uint8Array[] = [];
    for (let from = 0; from < bytes.length; from += step) {
      found.push(...reader.push(bytes.subarray(from, from + step)));
    }
    assertEquals(found.map((packet) => packet.length), packets.map((packet) => packet.length));
    assertEquals(found.filter((packet) => typeOf(packet) === PUBLISH).map(topicOf), [
      "a",
      "b/c",
      "é",
    ]);
  }
});
