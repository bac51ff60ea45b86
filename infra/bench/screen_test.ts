import { assertEquals } from "@std/assert";
import { deviceName } from "./messages.ts";
import { Stamps } from "./screen.ts";

Deno.test("Stamps finds a reading by what its tile shows, and passes over what it doesn't know", () => {
  const stamps = new Stamps();
  stamps.add(3, 1, 1000); // 60.1 km/h
  stamps.add(3, 2, 2000);
  stamps.add(4, 1, 3000);
  const drawn = (device: number, value: number, at: number) => ({
    ...{ device: deviceName(device), value, at, charted: false },
  });
  const ages = stamps.ages([drawn(3, 60.2, 2120), drawn(3, 60.1, 2121), drawn(4, 60.1, 3050)]);
  assertEquals(ages, [120, 1121, 50]);
  assertEquals(stamps.ages([drawn(3, 99, 2500), drawn(5, 60.1, 2500), drawn(4, 60.1, 2999)]), []);
});
