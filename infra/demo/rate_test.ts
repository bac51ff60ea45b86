import { assertAlmostEquals, assertEquals } from "@std/assert";
import { Rate } from "./rate.ts";

Deno.test("Rate is that of the last ten seconds", () => {
  const rate = new Rate();
  assertEquals(rate.perSecond(), 0);
  rate.add(1000, 0);
  assertEquals(rate.perSecond(), 0);
  for (let second = 1; second <= 30; second++) rate.add(1000 + second * 10, second * 1000);
  assertAlmostEquals(rate.perSecond(), 10);
  for (let second = 31; second <= 40; second++) rate.add(1300, second * 1000);
  assertEquals(rate.perSecond(), 0);
});

Deno.test("Rate begins anew when rows go", () => {
  const rate = new Rate();
  rate.add(5000, 0);
  rate.add(100, 1000);
  assertEquals(rate.perSecond(), 0);
  rate.add(110, 2000);
  assertEquals(rate.perSecond(), 10);
});
