import { assertEquals, assertThrows } from "@std/assert";
import { ConfigError, integer } from "../../devices/lib/env.ts";
import { parseFlags, readFlag } from "./args.ts";

const FLAGS = { flags: ["rounds"], usage: "[--rounds N]" } as const;

Deno.test("parseFlags() tells flags from names", () => {
  const { flags, names } = parseFlags(["a", "--rounds=2", "b"], { ...FLAGS, names: true });
  assertEquals([flags.rounds, ...names], ["2", "a", "b"]);
});

Deno.test("parseFlags() says what is allowed", () => {
  for (const args of [["--turns", "2"], ["a"], ["--rounds"]]) {
    assertThrows(() => parseFlags(args, FLAGS), ConfigError, "[--rounds N]", args.join(" "));
  }
});

Deno.test("readFlag() gives the default, the value, or the name of what is wrong", () => {
  const rounds = integer(3, "", { min: 1, max: 9 });
  assertEquals([undefined, "2"].map((text) => readFlag("rounds", text, rounds)), [3, 2]);
  assertThrows(() => readFlag("rounds", "0", rounds), ConfigError, '--rounds="0"');
});
