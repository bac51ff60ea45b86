import { assertEquals } from "@std/assert";
import { originOf } from "./origin.ts";

function origin(topic: string, payload: unknown) {
  const text = typeof payload === "string" ? payload : JSON.stringify(payload);
  const bytes = new TextEncoder().encode(text);
  const { deviceId, epoch, seq } = originOf({
    topic,
    payload: bytes,
    retained: false,
    receivedAt: 0,
  });
  return [deviceId, epoch, seq];
}

Deno.test("originOf() reads whose a reading is, whatever else is wrong with it", () => {
  assertEquals(origin("device/data/a", { epoch: 5, seq: "6", speed: {} }), ["a", 5, 6]);
  assertEquals(origin("vehicle/speed/a", { data: { epoch: 5, seq: 6 } }), ["a", 5, 6]);
  const ambiguous = { epoch: 5, seq: 6, speed: 1, data: { speed: 2 } };
  assertEquals(origin("device/data/a", ambiguous), ["a", 5, 6]);
});

Deno.test("originOf() believes the topic and not the payload", () => {
  assertEquals(origin("device/data/a", { device_id: "b", epoch: 5, seq: 6 }), ["a", 5, 6]);
});

Deno.test("originOf() leaves open what can't be read", () => {
  for (const payload of ["", "{", "[1]", "5", { epoch: 5 }, { epoch: -1, seq: 6 }]) {
    assertEquals(origin("device/data/a", payload), ["a", null, null]);
  }
  for (const id of ["+", "a b", "", "x".repeat(65)]) {
    assertEquals(origin(`device/data/${id}`, { epoch: 5, seq: 6 }), [null, 5, 6]);
  }
  assertEquals(origin("else/where", { epoch: 5, seq: 6 }), [null, null, null]);
});

Deno.test("originOf() takes no other message for a reading", () => {
  assertEquals(origin("status/a", { epoch: 5, seq: 6 }), ["a", null, null]);
});
