import { assertEquals } from "@std/assert";
import { address, loopback, withoutLogin } from "./address.ts";

Deno.test("address() takes the protocol's port where none is named", () => {
  assertEquals(address("mqtts://broker.example"), { hostname: "broker.example", port: 8883 });
  assertEquals(address("postgres://a:b@127.0.0.1/qdb"), { hostname: "127.0.0.1", port: 5432 });
  assertEquals(address("http://[::1]:9000"), { hostname: "[::1]", port: 9000 });
});

Deno.test("loopback() knows IPv4 addresses of this machine", () => {
  assertEquals(loopback("mqtt://localhost:1883"), "127.0.0.1");
  assertEquals(loopback("postgres://admin:quest@127.0.0.2:8812/qdb"), "127.0.0.2");
  assertEquals(loopback("http://127.0.0.1.example:9000"), undefined);
  assertEquals(loopback("mqtt://broker.example"), undefined);
});

Deno.test("withoutLogin() leaves out user and password", () => {
  assertEquals(withoutLogin("postgres://admin:quest@db:8812/qdb"), "postgres://db:8812/qdb");
  assertEquals(withoutLogin("http://db:9000"), "http://db:9000");
});
