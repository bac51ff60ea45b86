import { assert, assertEquals } from "@std/assert";
import { Hub, type LiveEvent } from "./hub.ts";
import { EventReader } from "./testing/read_events.ts";

const HELLO = { boot: "b", now: 0, tick_ms: 250, heartbeat_ms: 2000 };
const FLEET = { kind: "fleet" } as const;

/** A hub whose present state is one heartbeat, and what it asked for and was told. */
function setUp() {
  const seen = { presents: 0, occupied: [] as boolean[], now: 0, version: 0 };
  const present = (): LiveEvent[] => {
    seen.presents++;
    return [{ name: "heartbeat", data: { now: seen.version, as_of: null } }];
  };
  const hub = new Hub({
    boot: "b",
    present,
    version: () => seen.version,
    occupied: (occupied) => seen.occupied.push(occupied),
    now: () => seen.now,
  });
  return { hub, seen };
}

/** Lets streams hand over what is queued. */
async function settle(): Promise<void> {
  for (let i = 0; i < 20; i++) await Promise.resolve();
}

const late = (bytes: number) => ({
  now: 0,
  devices: [{ device_id: "x".repeat(bytes), from: 0, to: 0, count: 0 }],
});

Deno.test("Hub.open() begins with hello and the present state", async () => {
  const { hub } = setUp();
  const reader = new EventReader(hub.open(FLEET, HELLO));
  await settle();
  assertEquals(reader.events.map(({ name, id }) => [name, id]), [
    ["hello", "b-1"],
    ["heartbeat", "b-2"],
  ]);
  await reader.cancel();
});

Deno.test("Hub.publish() reaches the clients of its channel, broadcast() everybody", async () => {
  const { hub } = setUp();
  const device = { kind: "device", device: "a" } as const;
  const [fleet, one, other] = [FLEET, device, { ...device, device: "b" }]
    .map((channel) => new EventReader(hub.open(channel, HELLO)));
  hub.publish(device, "late", late(1));
  hub.broadcast("late", late(2));
  await settle();
  assertEquals([fleet, one, other].map((reader) => reader.of("late").length), [1, 2, 1]);
  assertEquals(hub.devices, ["a", "b"]);
  for (const reader of [fleet, one, other]) await reader.cancel();
});

Deno.test("Hub encodes the present state once for thousands of clients", async () => {
  const { hub, seen } = setUp();
  const readers = Array.from({ length: 3000 }, () => new EventReader(hub.open(FLEET, HELLO)));
  hub.broadcast("late", late(10));
  await settle();
  assertEquals(seen.presents, 1);
  assert(readers.every((reader) => reader.of("late").length === 1));
  seen.version++;
  hub.resynchronize();
  assertEquals(seen.presents, 2);
  for (const reader of readers) await reader.cancel();
  assertEquals(hub.size, 0);
});

Deno.test("Hub tells when the first client comes and the last one leaves", async () => {
  const { hub, seen } = setUp();
  const [a, b] = [new EventReader(hub.open(FLEET, HELLO)), new EventReader(hub.open(FLEET, HELLO))];
  await a.cancel();
  await b.cancel();
  assertEquals(seen.occupied, [true, false]);
  assertEquals([hub.size, hub.hears(FLEET)], [0, false]);
  hub.broadcast("late", late(1)); // to nobody
});

Deno.test("Hub lets a slow client skip to the present state and keeps nothing for it", async () => {
  const { hub, seen } = setUp();
  const slow = hub.open(FLEET, HELLO);
  for (let i = 0; i < 100; i++) hub.broadcast("late", late(10_000));
  assertEquals(hub.behind, 1);
  seen.version = 7;
  const reader = new EventReader(slow);
  await settle();
  await settle();
  await settle();
  const got = reader.of("late").length;
  assert(got < 30, `${got} of 100 frames were kept`);
  assertEquals(reader.events.at(-1)!.name, "heartbeat");
  assertEquals(reader.of("heartbeat").at(-1)!.now, 7);
  assertEquals(hub.behind, 0);
  hub.broadcast("late", late(1));
  await settle();
  assertEquals(reader.events.at(-1)!.name, "late");
  await reader.cancel();
});

Deno.test("Hub lets go of a client that has taken nothing for 30 s", () => {
  const { hub, seen } = setUp();
  hub.open(FLEET, HELLO); // nobody reads
  for (let i = 0; i < 40; i++) hub.broadcast("late", late(10_000));
  seen.now = 29_000;
  hub.broadcast("late", late(1));
  assertEquals(hub.size, 1);
  seen.now = 31_000;
  hub.broadcast("late", late(1));
  assertEquals(hub.size, 0);
});

Deno.test("Hub.close() ends every stream", async () => {
  const { hub } = setUp();
  const reader = new EventReader(hub.open(FLEET, HELLO));
  hub.close();
  await reader.ended;
  assertEquals(hub.size, 0);
});
