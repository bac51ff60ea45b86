import { assert, assertEquals, assertThrows } from "@std/assert";
import { SetupError } from "../../devices/lib/program.ts";
import { freePorts, isFree, requireFree } from "./ports.ts";

Deno.test("freePorts() gives different ports that are free", () => {
  const ports = freePorts(4);
  assertEquals(new Set(ports).size, 4);
  assert(ports.every((port) => isFree(port)));
  assert(ports.every((port) => port < 32_768), "no outgoing connection is given one of them");
});

Deno.test("requireFree() names a port that is taken", () => {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  const error = assertThrows(
    () => requireFree(port, "127.0.0.1", "the broker", "MQTT_URL"),
    SetupError,
  );
  assertEquals(
    error.message,
    `Port ${port} on 127.0.0.1 is taken, so the broker can't start there: ` +
      "stop what listens on it, or set MQTT_URL to another port",
  );
});
