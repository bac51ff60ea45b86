import { assert, assertEquals } from "@std/assert";
import { Proxy } from "./proxy.ts";
import { until } from "./wait.ts";

/** A server that sends back what it gets, and a proxy in front of it. */
function setUp() {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  let heard = 0;
  const echo = async (connection: Deno.TcpConn) => {
    const writer = connection.writable.getWriter();
    for await (const bytes of connection.readable) {
      heard += bytes.length;
      await writer.write(bytes);
    }
  };
  const serve = async () => {
    for await (const connection of listener) echo(connection).catch(() => {}); // it was cut
  };
  const served = serve();
  const proxy = new Proxy(`tcp://127.0.0.1:${listener.addr.port}`);
  return {
    proxy,
    heard: () => heard,
    async [Symbol.asyncDispose]() {
      await proxy[Symbol.asyncDispose]();
      listener.close();
      await served;
    },
  };
}

async function connect({ url }: Proxy) {
  const port = Number(new URL(url).port);
  const connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const say = async (byte: number) => void await connection.write(new Uint8Array([byte]));
  const hear = async () => {
    const bytes = new Uint8Array(1);
    return await connection.read(bytes) === null ? undefined : bytes[0];
  };
  const ended = async () => {
    try {
      return await hear() === undefined;
    } catch {
      return true; // reset
    }
  };
  return { say, hear, ended, [Symbol.dispose]: () => connection.close() };
}

Deno.test("Proxy passes bytes on, both ways", async () => {
  await using setting = setUp();
  using connection = await connect(setting.proxy);
  await connection.say(1);
  assertEquals(await connection.hear(), 1);
  assertEquals(setting.proxy.accepted, 1);
});

Deno.test("Proxy.cut() ends connections and takes new ones", async () => {
  await using setting = setUp();
  using before = await connect(setting.proxy);
  await before.say(1);
  await before.hear();
  setting.proxy.cut();
  assertEquals(await before.ended(), true);
  using after = await connect(setting.proxy);
  await after.say(2);
  assertEquals(await after.hear(), 2);
});

Deno.test("Proxy.refuse() ends old and new connections until it passes", async () => {
  await using setting = setUp();
  setting.proxy.refuse();
  using refused = await connect(setting.proxy);
  assertEquals(await refused.ended(), true);
  setting.proxy.pass();
  using taken = await connect(setting.proxy);
  await taken.say(3);
  assertEquals(await taken.hear(), 3);
});

Deno.test("Proxy.freeze() holds bytes back until it passes", async () => {
  await using setting = setUp();
  using connection = await connect(setting.proxy);
  await connection.say(1);
  await connection.hear();
  setting.proxy.freeze();
  await connection.say(4);
  let heard: number | undefined;
  const hearing = connection.hear().then((byte) => heard = byte);
  using late = await connect(setting.proxy);
  await until("the proxy has taken the connection", () => setting.proxy.accepted === 2);
  await late.say(5);
  await until("it holds both back", () => setting.proxy.heldBack === 2);
  assertEquals(heard, undefined);
  setting.proxy.pass();
  await hearing;
  assertEquals(heard, 4);
  assertEquals(await late.hear(), 5);
});

Deno.test("Proxy.freeze() lets bytes pass the other way", async () => {
  await using setting = setUp();
  using connection = await connect(setting.proxy);
  setting.proxy.freeze("down");
  await connection.say(6);
  await until("the server has heard", () => setting.heard() === 1);
  setting.proxy.cut();
  assertEquals(await connection.ended(), true);
});

Deno.test("Proxy.slow() lets bytes wait, and keeps their order", async () => {
  await using setting = setUp();
  using connection = await connect(setting.proxy);
  setting.proxy.slow(30);
  const start = performance.now();
  await connection.say(7);
  assertEquals(await connection.hear(), 7);
  assert(performance.now() - start >= 60, "30 ms each way");
  await connection.say(8);
  await connection.say(9);
  assertEquals([await connection.hear(), await connection.hear()], [8, 9]);
});
