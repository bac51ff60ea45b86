import { assertEquals, assertRejects } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { Backoff } from "../../devices/lib/backoff.ts";
import { keepRunning } from "./keep.ts";
import type { Server } from "./server.ts";
import { fakeLog } from "./testing/fake_log.ts";

/** A server that ends when it is told to. */
function fakeServer() {
  const { promise: stopped, resolve } = Promise.withResolvers<Deno.CommandStatus>();
  const kill = () => resolve({ success: false, code: 137, signal: "SIGKILL" });
  const stop = async () => {
    resolve({ success: true, code: 0, signal: null });
    await stopped;
  };
  const [freeze, thaw] = [() => {}, () => {}];
  const place = { url: "x://y", pid: 1 };
  const server: Server = {
    ...place,
    stopped,
    stop,
    kill,
    freeze,
    thaw,
    [Symbol.asyncDispose]: stop,
  };
  return server;
}

/** Starts fakes one after the other and keeps them. */
function scene() {
  const servers: (Server | Error)[] = [];
  const started: Server[] = [];
  const start = () => {
    const server = servers.shift() ?? fakeServer();
    if (server instanceof Error) return Promise.reject(server);
    started.push(server);
    return Promise.resolve(server);
  };
  const log = fakeLog();
  const { signal } = new AbortController();
  const backoff = new Backoff({ min: 2000, random: () => 0.5 });
  const keep = () => keepRunning("the broker", start, signal, { log, backoff });
  return { servers, started, log, keep };
}

Deno.test("keepRunning() starts again, backed off, until it is stopped", async () => {
  using time = new FakeTime();
  const { servers, started, log, keep } = scene();
  const kept = await keep();
  servers.push(new Error("The port is taken"));
  started[0].kill();
  await time.tickAsync(999);
  assertEquals(log.lines, ["warn: the broker was ended by SIGKILL; starting it again in 1.0 s"]);
  await time.tickAsync(1);
  await time.runMicrotasks();
  assertEquals(log.lines.slice(1), [
    "error: The port is taken",
    "warn: the broker did not come up; starting it again in 2.0 s",
  ]);
  await time.tickAsync(2000);
  await time.runMicrotasks();
  assertEquals(log.lines.slice(3), ["info: the broker answers again at x://y"]);
  await kept.stop();
  assertEquals((await started[1].stopped).code, 0);
  assertEquals(started.length, 2);
});

Deno.test("keepRunning() is stopped while it waits", async () => {
  using time = new FakeTime();
  const { started, keep } = scene();
  const kept = await keep();
  started[0].kill();
  await time.tickAsync(0);
  await kept.stop();
  await time.tickAsync(60_000);
  assertEquals(started.length, 1);
});

Deno.test("keepRunning() throws what the first start throws", async () => {
  const { servers, keep } = scene();
  servers.push(new Error("The port is taken"));
  await assertRejects(keep, Error, "The port is taken");
});
