import { assertEquals, assertThrows } from "@std/assert";
import { ConfigError } from "../../devices/lib/env.ts";
import { readBenchArgs } from "./args.ts";

const KNOWN = ["drain", "outage"];

Deno.test("readBenchArgs() has all sections and three rounds by default", () => {
  const options = { readings: 200_000, rounds: 3, minutes: 10 };
  assertEquals(readBenchArgs([], KNOWN), { sections: KNOWN, options });
});

Deno.test("readBenchArgs() takes sections and how much", () => {
  const args = ["outage", "--minutes", "0.5", "--rounds=1", "--readings", "1000"];
  const options = { readings: 1000, rounds: 1, minutes: 0.5 };
  assertEquals(readBenchArgs(args, KNOWN), { sections: ["outage"], options });
});

Deno.test("readBenchArgs() says what is allowed", () => {
  const wrong = [["drane"], ["--minutes", "0"], ["--rounds", "1.5"], ["--readings", "10"]];
  for (const args of wrong) {
    assertThrows(() => readBenchArgs(args, KNOWN), ConfigError, args[0], args.join(" "));
  }
});
