import { assertEquals } from "@std/assert";
import { brokerConfig } from "./broker.ts";

Deno.test("brokerConfig() listens on loopback and drops nothing early", () => {
  const config = brokerConfig(1884, "127.0.0.1");
  const value = (name: string) =>
    new RegExp(`<${name}>\\s*([^<]+?)\\s*</${name}>`).exec(config)?.[1];
  assertEquals(value("port"), "1884");
  assertEquals(value("bind-address"), "127.0.0.1");
  assertEquals(value("max-queue-size"), "1000000");
  assertEquals(value("server-receive-maximum"), "65535");
  assertEquals(value("mode"), "file");
  assertEquals(value("enabled"), "false"); // the usage statistics
});
