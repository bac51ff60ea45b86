import { assertEquals } from "@std/assert";
import { FleetState } from "./fleet_state.ts";
import { reading, status } from "./testing/fake_source.ts";

const NOW = Date.UTC(2026, 10, 20, 14);

Deno.test("FleetState.addReading() keeps the newest by device time", () => {
  const state = new FleetState();
  state.addReading(reading("a", NOW, 10, 1));
  state.addReading(reading("a", NOW - 5000, 6000, 2));
  assertEquals(state.get("a")!.reading!.speed, 1);
  state.addReading(reading("a", NOW, 20, 3)); // delivered again
  assertEquals(state.get("a")!.reading!.speed, 3);
});

Deno.test("FleetState.addStatus() goes by receive time and tells what is new", () => {
  const state = new FleetState();
  assertEquals(state.addStatus(status("a", "online", NOW))?.id, "a");
  assertEquals(state.addStatus(status("a", "online", NOW, NOW + 5000)), undefined);
  assertEquals(state.addStatus(status("a", "offline", NOW + 1, NOW + 1)), undefined); // overtaken
  assertEquals(state.get("a")!.status!.connection, "online");
});
