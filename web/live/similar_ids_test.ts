import { assertEquals } from "@std/assert";
import { similarIds } from "./similar_ids.ts";

Deno.test("similarIds() finds what was meant, the most alike first", () => {
  const ids = ["vehicle_01", "vehicle_02", "vehicle_10", "press-04", "a"];
  assertEquals(similarIds("vehicle_1", ids), ["vehicle_01", "vehicle_10", "vehicle_02"]);
  assertEquals(similarIds("Press04", ids), ["press-04"]);
  assertEquals(similarIds("something else", ids), []);
});
