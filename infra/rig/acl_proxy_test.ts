import { assertEquals, assertRejects } from "@std/assert";
import mqtt, { type IClientOptions } from "mqtt";
import { startTinyBroker } from "../../devices/lib/testing/tiny_broker.ts";
import { readRules } from "../emqx/acl.ts";
import { AclProxy } from "./acl_proxy.ts";

async function setUp() {
  const broker = startTinyBroker();
  const passwords = { a: "1", ingest: "2" };
  const proxy = new AclProxy(broker.url, { rules: await readRules(), passwords });
  const connect = (username: string, password: string, options: IClientOptions = {}) =>
    mqtt.connectAsync(proxy.url, {
      ...{ username, password, clientId: username, reconnectPeriod: 0, clean: false },
      ...options,
    }, false);
  return {
    proxy,
    connect,
    /** What reached the broker, but for connections. */
    reached: () => broker.received.flatMap(({ type, topic }) => topic ? `${type} ${topic}` : []),
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]();
      await broker[Symbol.asyncDispose]();
    },
  };
}

for (const protocolVersion of [4, 5] as const) {
  Deno.test(`AclProxy lets a client do what is its own, in version ${protocolVersion}`, async () => {
    await using setting = await setUp();
    const will = { topic: "status/a", payload: "gone" as never, qos: 1 as const, retain: true };
    const properties = protocolVersion === 5 ? { sessionExpiryInterval: 300 } : undefined;
    const client = await setting.connect("a", "1", { protocolVersion, will, properties });
    await client.publishAsync("device/data/a", "x".repeat(100_000), { qos: 1 });
    await client.subscribeAsync("stored/a", { qos: 1 });
    await client.endAsync();
    assertEquals(setting.proxy.denied, []);
    assertEquals(setting.reached(), ["publish device/data/a", "subscribe stored/a"]);
  });

  Deno.test(`AclProxy keeps from the broker what is denied, in version ${protocolVersion}`, async () => {
    await using setting = await setUp();
    const client = await setting.connect("a", "1", { protocolVersion });
    const publishing = client.publishAsync("stored/b", "{}", { qos: 1 });
    if (protocolVersion === 5) await assertRejects(() => publishing, Error, "Not authorized");
    else await publishing; // 3.1.1 has no word for it
    await assertRejects(() => client.subscribeAsync("stored/b"));
    await client.publishAsync("device/data/b", "{}"); // QoS 0
    await client.publishAsync("device/data/a", "{}", { qos: 1 });
    await client.endAsync();
    assertEquals(setting.reached(), ["publish device/data/a"]);
    assertEquals(setting.proxy.denied, [
      "a publish stored/b",
      "a subscribe stored/b",
      "a publish device/data/b",
    ]);
  });

  Deno.test(`AclProxy refuses a wrong password and a will of another, in version ${protocolVersion}`, async () => {
    await using setting = await setUp();
    await assertRejects(() => setting.connect("a", "2", { protocolVersion }));
    await assertRejects(() => setting.connect("b", "", { protocolVersion }));
    const will = { topic: "stored/b", payload: "{}" as never, qos: 1 as const, retain: false };
    await assertRejects(() => setting.connect("a", "1", { protocolVersion, will }));
    assertEquals(setting.proxy.denied, ["a connect", "b connect", "a publish stored/b"]);
  });
}

Deno.test("AclProxy judges a shared subscription by its topic", async () => {
  await using setting = await setUp();
  const ingest = await setting.connect("ingest", "2", { protocolVersion: 5 });
  await ingest.subscribeAsync("$share/g/device/data/+", { qos: 1 });
  await assertRejects(() => ingest.subscribeAsync(["status/+", "$share/g/stored/+"]));
  await ingest.endAsync();
  assertEquals(setting.proxy.denied, ["ingest subscribe stored/+"]);
});
