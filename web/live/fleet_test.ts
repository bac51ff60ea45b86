import { assertEquals } from "@std/assert";
import { fleetOf } from "./fleet.ts";
import { FleetState } from "./fleet_state.ts";
import { reading, status } from "./testing/fake_source.ts";

const NOW = Date.UTC(2026, 10, 20, 14);

Deno.test("fleetOf() keeps connection and freshness apart", () => {
  const state = new FleetState();
  state.addStatus(status("vehicle_10", "online", NOW - 60_000));
  state.addReading(reading("vehicle_10", NOW - 30_000));
  state.addStatus(status("vehicle_2", "offline", NOW - 1000));
  state.addReading(reading("vehicle_2", NOW - 2000));
  state.addStatus(status("vehicle_1", "online", NOW - 60_000));
  state.addReading(reading("vehicle_1", NOW - 10_000));
  state.addStatus(status("vehicle_3", "online", NOW - 5));
  const { devices, counts } = fleetOf(state, NOW);
  assertEquals(
    devices.map((device) => [device.device_id, device.connection, device.freshness, device.state]),
    [
      ["vehicle_1", "online", "fresh", "online"],
      ["vehicle_2", "offline", "fresh", "offline"],
      ["vehicle_3", "online", "stale", "stale"],
      ["vehicle_10", "online", "stale", "stale"],
    ],
  );
  assertEquals(counts, { all: 4, online: 1, stale: 2, offline: 1 });
  assertEquals([devices[2].last_seen, devices[2].age_ms], [null, null]);
});

Deno.test("fleetOf() gives slow devices three intervals", () => {
  const state = new FleetState();
  state.addStatus({ ...status("a", "online", NOW), interval: 60 });
  state.addReading(reading("a", NOW - 179_000));
  assertEquals(fleetOf(state, NOW).devices[0].freshness, "fresh");
  assertEquals(fleetOf(state, NOW + 2000).devices[0].freshness, "stale");
});

Deno.test("fleetOf() does not take a clock that is ahead for youth", () => {
  const state = new FleetState();
  state.addReading(reading("a", NOW + 60_000, -60_000 - 20_000));
  const [device] = fleetOf(state, NOW).devices;
  assertEquals([device.age_ms, device.freshness], [20_000, "stale"]);
});

Deno.test("fleetOf() infers the connection of a device that says nothing, and says so", () => {
  const state = new FleetState();
  state.addReading(reading("a", NOW - 1000));
  state.addReading(reading("b", NOW - 100_000));
  const said = fleetOf(state, NOW).devices
    .map(({ connection, connection_source }) => [connection, connection_source]);
  assertEquals(said, [["online", "readings"], ["offline", "readings"]]);
});
