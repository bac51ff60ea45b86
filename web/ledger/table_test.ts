import { assertEquals } from "@std/assert";
import { FakeData } from "../testing/fake_data.ts";
import { deviceLines, fleetLines } from "./table.ts";

const ledger = await new FakeData().ledger();

Deno.test("fleetLines() shows a line for each device, the totals, and what is missing where", () => {
  assertEquals(fleetLines(ledger), [
    "Device            Produced  Stored  Dead-lettered  Waiting  Evicted  Missing  Account of",
    "vehicle_01               9       7              0        0        0        2  2026-11-20 14:30:00",
    "Fleet, 1 devices         9       7              0        0        0        2",
    "Missing: vehicle_01, epoch 7, seq 4 to 5, 2026-11-20 14:29:57 to 2026-11-20 14:30:00",
  ]);
});

Deno.test("fleetLines() says what is abandoned, and who stands outside the account", () => {
  const fleet = { ...ledger.fleet, missing: 0, waiting: 4, abandoned: 4 };
  const other = { device_id: "x", stored: 5, dead_lettered: 1, first: null, last: null };
  const outside = [{ ...other, why: "no_epoch" as const }];
  assertEquals(fleetLines({ ...ledger, fleet, devices: [], outside }).slice(2), [
    "Of those that wait, 4 are abandoned: their devices have forgotten the epoch without having " +
    "shown it empty",
    "Outside the account: x, 5 stored, 1 dead-lettered (its readings have no epoch and seq)",
  ]);
});

Deno.test("deviceLines() shows the epochs of a device", () => {
  const lines = deviceLines(ledger, "vehicle_01")!;
  assertEquals(lines[1].slice(0, 7), "epoch 7");
  assertEquals(lines.at(-1)?.slice(0, 8), "Missing:");
  assertEquals(deviceLines(ledger, "other"), undefined);
});
