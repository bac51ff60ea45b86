import { assertEquals } from "@std/assert";
import { FIELDS } from "../../data/fields.ts";
import { readings, steps } from "../series/testing/fakes.ts";
import { resolutionWords, valueWords } from "./describe.ts";

Deno.test("valueWords() shows counters as rates", () => {
  const field = (wanted: string) => FIELDS.find(({ name }) => name === wanted)!;
  assertEquals(valueWords(62.44, field("speed")), ["62.4", "km/h"]);
  assertEquals(valueWords(18_400, field("network_bytes_sent")), ["18.4", "kB/s"]);
});

Deno.test("resolutionWords() speaks only of steps", () => {
  assertEquals(resolutionWords(readings()), null);
  assertEquals(resolutionWords(steps(15_000)), "line: mean of 15 s, band: least to greatest");
});
