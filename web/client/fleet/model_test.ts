import { assertEquals } from "@std/assert";
import { type DeviceNow, unknownDevice } from "./device_now.ts";
import { FleetStore } from "./fleet_store.ts";
import { FleetModel } from "./model.ts";
import { chartedIds, fleetData, listedIds, wholeSelection } from "./page_data.ts";
import type { FleetView } from "./view.ts";

const NOW = 1_000_000;
const ALL: FleetView = { show: "all", q: "", layout: "tiles", page: 1 };

function device(id: string, age = 0): DeviceNow {
  return { ...unknownDevice(id), ts: NOW - age, seen: NOW - age, said: 1 };
}

function modelOf(...devices: DeviceNow[]): { model: FleetModel; store: FleetStore } {
  const store = new FleetStore();
  store.seed(devices);
  const model = new FleetModel(store, {
    made: NOW,
    view: ALL,
    counts: { all: 0, online: 0, stale: 0, offline: 0 },
    shown: wholeSelection({ attention: [], running: [] }),
    devices: [],
    recent: null,
  });
  model.membersChanged(NOW);
  return { model, store };
}

Deno.test("FleetModel keeps its order while devices fall silent, and says how many wait", () => {
  const { model, store } = modelOf(device("a"), device("b", 60_000), device("c"));
  assertEquals(model.shown.value.attention, ["b"]);
  store.seed([device("c", 30_000)]);
  model.tick(NOW);
  assertEquals(model.shown.value, wholeSelection({ attention: ["b"], running: ["a", "c"] }));
  assertEquals([model.waiting.value, model.counts.value.stale], [1, 2]);
  model.arrange(NOW);
  assertEquals(model.shown.value, wholeSelection({ attention: ["b", "c"], running: ["a"] }));
  assertEquals(model.waiting.value, 0);
});

Deno.test("FleetModel.tick() begins the list of problems, unless under the pointer", () => {
  const { model, store } = modelOf(device("a"), device("b"));
  store.seed([device("b", 30_000)]);
  model.isHeld = true;
  model.tick(NOW);
  assertEquals([model.shown.value.attention, model.waiting.value], [[], 1]);
  model.isHeld = false;
  model.tick(NOW);
  assertEquals([model.shown.value.attention, model.waiting.value], [["b"], 0]);
});

Deno.test("FleetModel.membersChanged() sorts new devices in, at the end under the pointer", () => {
  const { model, store } = modelOf(device("b"), device("d"));
  store.seed([device("a")]);
  model.membersChanged(NOW);
  assertEquals(model.shown.value.running, ["a", "b", "d"]);
  model.isHeld = true;
  store.seed([device("c")]);
  model.membersChanged(NOW);
  assertEquals(model.shown.value.running, ["a", "b", "d", "c"]);
});

Deno.test("FleetModel.tick() lists what comes online, at the end under the pointer", () => {
  const { model, store } = modelOf(device("a", 60_000), device("b"), device("c", 60_000));
  model.show({ ...ALL, show: "online" }, NOW);
  assertEquals(model.shown.value, wholeSelection({ attention: [], running: ["b"] }));
  store.seed([device("c"), device("b", 60_000)]);
  model.tick(NOW);
  assertEquals(model.shown.value.running, ["b", "c"]);
  model.isHeld = true;
  store.seed([device("a")]);
  model.tick(NOW);
  assertEquals(model.shown.value.running, ["b", "c", "a"]);
});

Deno.test("FleetModel.show() arranges anew", () => {
  const { model } = modelOf(device("a"), device("b", 60_000));
  model.show({ ...ALL, show: "stale" }, NOW);
  assertEquals(model.shown.value, wholeSelection({ attention: ["b"], running: [] }));
  assertEquals(model.needing(NOW), 1);
});

Deno.test("listedIds() and chartedIds() show all of a small fleet", () => {
  const few = wholeSelection({ attention: ["b"], running: ["a", "c"] });
  assertEquals(listedIds(few), ["a", "b", "c"]);
  assertEquals(chartedIds(few, ALL), ["a", "b", "c"]);
  assertEquals(chartedIds(few, { ...ALL, show: "stale" }), []);
  assertEquals(chartedIds(few, { ...ALL, layout: "rows" }), []);
  const many = wholeSelection({ attention: ["x"], running: Array.from({ length: 24 }, String) });
  assertEquals([listedIds(many).length, chartedIds(many, ALL).length], [24, 0]);
});

Deno.test("fleetData() hands over as much as is shown", () => {
  const devices = Array.from({ length: 1000 }, (_, i) => ({
    device_id: `v_${i}`,
    ts: NOW,
    received: NOW,
    last_seen: NOW,
    age_ms: 0,
    freshness: "fresh" as const,
    state: "online" as const,
    connection: "online" as const,
    connection_source: "device" as const,
    connection_since: NOW,
    reason: "started" as const,
    interval: 1,
    speed: 1,
    cpu_usage: 1,
    ram_usage: 1,
    detection_label: null,
  }));
  const counts = { all: 1000, online: 1000, stale: 0, offline: 0 };
  const data = fleetData({ now: NOW, counts, devices }, ALL);
  assertEquals([data.devices.length, data.shown.runningTotal], [120, 1000]);
  const page = fleetData({ now: NOW, counts, devices }, { ...ALL, layout: "rows", page: 4 });
  assertEquals([page.devices.length, page.shown.running[0]], [100, "v_900"]);
  const past = fleetData({ now: NOW, counts, devices }, { ...ALL, layout: "rows", page: 99 });
  assertEquals([past.view.page, past.devices.length], [4, 100]);
});
