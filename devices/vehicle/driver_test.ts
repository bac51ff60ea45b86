import { assert, assertEquals } from "@std/assert";
import { seededRandom } from "../lib/random.ts";
import { Driver, MAX_ACCELERATION, MAX_BRAKING, MAX_SPEED } from "./driver.ts";

/** The most that noise and rounding add to the difference of two readings: twice 3 deviations. */
const NOISE = 2 * 3 * 0.3 + 0.01; // km/h

function drive(seed: string, seconds: number, count: number): number[] {
  const driver = new Driver(seededRandom(seed));
  return Array.from({ length: count }, () => driver.drive(seconds));
}

Deno.test("Driver.drive() stays from 0 to the most", () => {
  for (const seconds of [0.01, 1, 60]) {
    const speeds = drive("range", seconds, 20_000);
    assert(speeds.every((speed) => speed >= 0 && speed <= MAX_SPEED));
  }
});

Deno.test("Driver.drive() neither accelerates nor brakes more than a car does", () => {
  for (const seconds of [0.1, 1]) {
    const speeds = drive("force", seconds, 20_000);
    for (const [index, speed] of speeds.slice(1).entries()) {
      const change = speed - speeds[index];
      assert(change <= MAX_ACCELERATION * seconds + NOISE, `${change} km/h in ${seconds} s`);
      assert(change >= -MAX_BRAKING * seconds - NOISE, `${change} km/h in ${seconds} s`);
    }
  }
});

Deno.test("Driver.drive() uses the whole range, stands and goes", () => {
  const speeds = drive("hours", 1, 20_000);
  assert(Math.max(...speeds) > 110);
  const standing = speeds.filter((speed) => speed === 0).length / speeds.length;
  assert(standing > 0.05 && standing < 0.4, `stands ${standing} of the time`);
});

Deno.test("Driver.drive() repeats itself for the same seed only", () => {
  assertEquals(drive("7/vehicle_01", 1, 100), drive("7/vehicle_01", 1, 100));
  assert(drive("7/vehicle_01", 1, 100).join() !== drive("7/vehicle_02", 1, 100).join());
});
