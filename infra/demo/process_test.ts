import { assertEquals, assertStringIncludes } from "@std/assert";
import { spawnProgram } from "./process.ts";

Deno.test("spawnProgram() hands on what the launcher says and its exit code", async () => {
  const said: string[] = [];
  const { ended } = spawnProgram("no-such-program", [], (line) => said.push(line));
  assertEquals(await ended, 2);
  assertStringIncludes(said.join("\n"), '"no-such-program" is none of');
});
