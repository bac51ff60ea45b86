import { assertEquals } from "@std/assert";
import { effect } from "@preact/signals";
import type { Frame, ReadingColumns, Snapshot } from "../../live/frame.ts";
import { markOf, unknownDevice } from "./device_now.ts";
import { FleetStore } from "./fleet_store.ts";

const BASE = 1_700_000_000_000;

function rows(...list: [device: number, ts: number, lag: number, speed: number][]): ReadingColumns {
  return {
    device: list.map(([device]) => device),
    ts: list.map(([, ts]) => ts),
    lag: list.map(([, , lag]) => lag),
    speed: list.map(([, , , speed]) => speed),
    cpu_usage: list.map(() => 10),
    ram_usage: list.map(() => null),
    detection_label: list.map(() => 0),
  };
}

function snapshot(devices: string[], latest: ReadingColumns): Snapshot {
  const each = <T>(value: T) => devices.map(() => value);
  const status = {
    device: devices.map((_, i) => i),
    online: each(1 as const),
    since: each(BASE),
    reason: each("started" as const),
    interval: each(1),
  };
  return { now: BASE, base: BASE, devices, labels: ["person"], latest, status };
}

function frame(columns: ReadingColumns, added?: string[]): Frame {
  return { ...columns, now: BASE, base: BASE, labels: ["car"], added };
}

Deno.test("FleetStore.snapshot() replaces the fleet", () => {
  const store = new FleetStore();
  store.seed([unknownDevice("gone")]);
  store.snapshot(snapshot(["a", "b"], rows([0, 0, 20, 5])));
  assertEquals([...store.all()].map(({ id }) => id), ["a", "b"]);
  assertEquals(store.get("a"), {
    id: "a",
    ts: BASE,
    seen: BASE,
    speed: 5,
    cpu: 10,
    ram: null,
    label: "person",
    said: 1,
    since: BASE,
    reason: "started",
    interval: 1,
  });
  assertEquals(store.get("b")?.ts, null);
});

Deno.test("FleetStore.frame() tells every reading but shows the newest", () => {
  const store = new FleetStore();
  const told: unknown[] = [];
  store.snapshot(snapshot(["a"], rows([0, 0, 20, 5])));
  store.onPoint((...point) => told.push(point));
  store.frame(frame(rows([0, -60_000, 60_000, 3], [0, 1000, 20, 6])));
  assertEquals(told, [["a", BASE - 60_000, 3, true], ["a", BASE + 1000, 6, false]]);
  assertEquals([store.get("a")?.speed, store.get("a")?.label], [6, "car"]);
});

Deno.test("FleetStore.frame() numbers new devices after those that are there", () => {
  const store = new FleetStore();
  store.snapshot(snapshot(["a"], rows()));
  const before = store.members.value;
  store.frame(frame(rows([1, 0, 0, 7]), ["b"]));
  assertEquals(store.get("b")?.speed, 7);
  assertEquals(store.members.value, before + 1);
});

Deno.test("FleetStore.watch() tells once a tick, and only of its device", () => {
  const store = new FleetStore();
  store.snapshot(snapshot(["a", "b"], rows()));
  const seen: (number | null)[] = [];
  const stop = effect(() => void seen.push(store.watch("a").value.speed));
  store.frame(frame(rows([0, 1, 0, 1], [0, 2, 0, 2], [1, 2, 0, 9])));
  stop();
  assertEquals(seen, [null, 2]);
});

Deno.test("FleetStore takes a clock that is ahead by its receive time", () => {
  const store = new FleetStore();
  store.snapshot(snapshot(["a"], rows([0, 60_000, -60_000, 5])));
  assertEquals(markOf(store.get("a")!, BASE + 4000).age, 4000);
});

Deno.test("FleetStore.status() changes the link, not the value", () => {
  const store = new FleetStore();
  store.snapshot(snapshot(["a"], rows([0, 0, 0, 5])));
  store.status({ device: [0], online: [0], since: [BASE + 1], reason: ["lost"], interval: [1] });
  const mark = markOf(store.get("a")!, BASE);
  assertEquals([mark.connection, mark.freshness, mark.state], ["offline", "fresh", "offline"]);
  assertEquals(store.get("a")?.speed, 5);
});

Deno.test("FleetStore.readings() keeps the newest of one device", () => {
  const store = new FleetStore();
  const columns = ["ts", "received", "epoch", "seq", "speed", "cpu_usage", "detection_label"];
  const rows = [[BASE + 5, BASE + 9, 1, 2, 7, 3, "car"], [BASE, BASE + 9, 1, 1, 6, 3, "dog"]];
  store.readings({ now: BASE, device_id: "a", columns, rows });
  assertEquals([store.get("a")?.speed, store.get("a")?.label, store.get("a")?.ram], [
    7,
    "car",
    null,
  ]);
});

Deno.test("markOf() judges a device that never said anything by its readings", () => {
  const silent = { ...unknownDevice("a"), ts: 0, seen: 0 };
  assertEquals(markOf(silent, 5_000).state, "online");
  assertEquals(markOf(silent, 20_000).state, "offline");
  assertEquals(markOf({ ...silent, said: 1 }, 20_000).state, "stale");
  assertEquals(markOf({ ...silent, said: 1, interval: 10 }, 29_000).state, "online");
});
