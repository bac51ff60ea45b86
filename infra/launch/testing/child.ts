/** A program for the tests of `runChild`: ends with the given exit code, or runs until it is told. */
import { consoleLog } from "../../../devices/lib/log.ts";
import { runProgram } from "../../../devices/lib/program.ts";

if (Deno.args.length > 0) Deno.exit(Number(Deno.args[0]));

await runProgram(consoleLog("child"), async (signal) => {
  const keepAlive = setInterval(() => {}, 1000);
  console.log("up");
  await new Promise((resolve) => signal.addEventListener("abort", resolve));
  clearInterval(keepAlive);
  console.log("stopped");
});
