import { assertEquals } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { EventEmitter } from "node:events";
import type { MqttClient } from "mqtt";
import { listen } from "./listen.ts";

const MINUTE = 60_000;
const TOPIC = "stored/vehicle_01";

type Answered = (error: Error | null, granted?: { qos: number }[]) => void;

/** A connection whose broker answers subscriptions with these codes in turn. */
function connection(codes: number[]) {
  let asked = 0;
  const client = Object.assign(new EventEmitter(), {
    connected: true,
    subscribe: (_topic: string, _options: unknown, answered: Answered) =>
      answered(null, [{ qos: codes[asked++] }]),
  });
  const told: string[] = [];
  const stop = new AbortController();
  const listener = {
    heard: () => told.push("heard"),
    malformed: (why: string) => told.push(why),
    denied: (why: string) => told.push(why),
  };
  const start = () => listen(client as unknown as MqttClient, TOPIC, listener, stop.signal);
  return { client, told, stop, start, asked: () => asked };
}

Deno.test("listen() asks again every minute until the broker allows it, and hears once", async () => {
  using time = new FakeTime();
  const { client, told, start, asked } = connection([0x87, 0x87, 0]);
  await start();
  assertEquals([asked(), told], [1, ["reason 0x87"]]);
  for (const times of [2, 3, 3]) {
    await time.tickAsync(MINUTE);
    assertEquals(asked(), times);
  }
  client.emit("message", TOPIC, new TextEncoder().encode('{"epoch":1,"seq":[[1,2]]}'));
  assertEquals(told, ["reason 0x87", "heard"]);
});

Deno.test("listen() asks no more when the connection is gone, or the program ends", async () => {
  using time = new FakeTime();
  const [gone, ended] = [connection([0x87, 0]), connection([0x87, 0])];
  await Promise.all([gone.start(), ended.start()]);
  gone.client.connected = false;
  ended.stop.abort();
  await time.tickAsync(2 * MINUTE);
  assertEquals([gone.asked(), ended.asked()], [1, 1]);
});
