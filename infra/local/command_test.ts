import { assertEquals } from "@std/assert";
import { runCommand } from "./command.ts";

const script = (code: string) => [Deno.execPath(), "eval", code];

Deno.test("runCommand() collects lines and the exit code", async () => {
  const said: string[] = [];
  const result = await runCommand(
    script("console.log('one'); console.log(Deno.env.get('X')); Deno.exit(3)"),
    { env: { X: "two" }, onLine: (line) => said.push(line) },
  );
  assertEquals(result, { code: 3, lines: ["one", "two"] });
  assertEquals(said, ["one", "two"]);
});

Deno.test("runCommand() has no result for a program that is not there", async () => {
  assertEquals(await runCommand(["no-program-of-this-name", "--version"]), undefined);
});

Deno.test("runCommand() ends the command with its signal", async () => {
  const off = new AbortController();
  const result = await runCommand(script("console.log('up'); setInterval(() => {}, 1000)"), {
    signal: off.signal,
    onLine: () => off.abort(),
  });
  assertEquals(result?.lines, ["up"]);
  assertEquals(result?.code, Deno.build.os === "windows" ? 1 : 143);
});
