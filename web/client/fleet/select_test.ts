import { assertEquals, assertThrows } from "@std/assert";
import { unknownDevice } from "./device_now.ts";
import { compareIds, countDevices, selectDevices } from "./select.ts";
import { fleetUrl, type FleetView, parseFleetView } from "./view.ts";

const NOW = 1_000_000;
const ALL: FleetView = { show: "all", q: "", layout: "tiles", page: 1 };

function device(id: string, age: number | null, said: 0 | 1 | null = 1) {
  const seen = age === null ? null : NOW - age;
  return { ...unknownDevice(id), ts: seen, seen, said };
}

const FLEET = [
  device("v_10", 1000),
  device("v_2", 1000),
  device("v_3", 60_000),
  device("v_4", 90_000),
  device("v_5", 5000, 0),
  device("v_6", null, 0),
];

Deno.test("selectDevices() puts problems first, the longest first", () => {
  assertEquals(selectDevices(FLEET, ALL, NOW), {
    attention: ["v_4", "v_3", "v_6", "v_5"],
    running: ["v_2", "v_10"],
  });
});

Deno.test("selectDevices() filters by mark and by part of the id", () => {
  const show = (view: Partial<FleetView>) => selectDevices(FLEET, { ...ALL, ...view }, NOW);
  assertEquals(show({ show: "offline" }).attention, ["v_6", "v_5"]);
  assertEquals(show({ show: "offline" }).running, []);
  assertEquals(show({ q: "V_1" }), { attention: [], running: ["v_10"] });
});

Deno.test("countDevices() counts each mark", () => {
  assertEquals(countDevices(FLEET, NOW), { all: 6, online: 2, stale: 2, offline: 2 });
});

Deno.test("compareIds() is natural and total", () => {
  assertEquals(["b", "a10", "a2", "A2"].sort(compareIds).length, 4);
  assertEquals(["v_10", "v_9"].sort(compareIds), ["v_9", "v_10"]);
});

Deno.test("parseFleetView() and fleetUrl() agree", () => {
  for (const url of ["/", "/?show=stale", "/?show=online&q=v_1&layout=rows&page=3"]) {
    assertEquals(fleetUrl(parseFleetView(new URL(url, "http://a").searchParams)), url);
  }
});

Deno.test("parseFleetView() names a value that is not allowed", () => {
  assertThrows(
    () => parseFleetView(new URLSearchParams("show=broken")),
    RangeError,
    'show="broken": must be one of all, online, stale, offline',
  );
  assertThrows(() => parseFleetView(new URLSearchParams("page=0")), RangeError, "page");
});
