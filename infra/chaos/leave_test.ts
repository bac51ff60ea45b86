import { assertEquals } from "@std/assert";
import { startTinyBroker } from "../../devices/lib/testing/tiny_broker.ts";
import { leave } from "./leave.ts";

Deno.test("leave() connects as each client, and empties what devices have left retained", async () => {
  await using broker = startTinyBroker();
  await leave(broker.url, { devices: ["a", "b"], workers: ["w"] });
  const said = broker.received.filter(({ type }) => type === "publish");
  assertEquals(said.map(({ topic, payload, retain }) => [topic, payload, retain]), [
    ["status/a", "", true],
    ["account/a", "", true],
    ["status/b", "", true],
    ["account/b", "", true],
  ]);
  assertEquals(broker.received.filter(({ type }) => type === "connect").length, 3);
});
