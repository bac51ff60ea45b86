import { assertEquals } from "@std/assert";
import { formatStatus } from "../../devices/runtime/status_line.ts";
import { FleetStatus } from "./fleet_status.ts";

const CALM = {
  online: 10,
  waiting: 3,
  published: 100,
  evicted: 0,
  restarts: 0,
  refused: 0,
  oversize: 0,
  memory: 0,
  dropped: 0,
  malformed: 0,
};
const line = (counts: Partial<typeof CALM>) =>
  `10:00:00.000 devices ${formatStatus({ ...CALM, ...counts })}`;

Deno.test("FleetStatus keeps the newest counts while they are new", () => {
  const status = new FleetStatus();
  assertEquals(status.counts(1000), undefined);
  assertEquals(status.read(line({ waiting: 4 }), 1000), false);
  assertEquals(status.counts(4000)?.waiting, 4);
  assertEquals(status.counts(4001), undefined);
});

Deno.test("FleetStatus has lines shown that say more than the live line", () => {
  const status = new FleetStatus();
  assertEquals(status.read("10:00:00.000 devices vehicle_01: connected", 0), true);
  assertEquals(status.read(line({}), 0), false);
  assertEquals(status.read(line({ evicted: 5 }), 0), true);
  assertEquals(status.read(line({ evicted: 5 }), 0), false);
  assertEquals(status.read(line({ evicted: 5, restarts: 1 }), 0), true);
});
