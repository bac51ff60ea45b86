/**
 * Kills, freezes, cuts and floods a pipeline of its own and adds up what is left:
 * `deno task chaos [--minutes N] [--seed N] [--workers N] [--broker hivemq|mosquitto|mqtt://…]`.
 */
import { consoleLog } from "../devices/lib/log.ts";
import { runProgram, SetupError } from "../devices/lib/program.ts";
import { readOptions } from "./chaos/args.ts";
import { runChaos } from "./chaos/run.ts";

/** Called off: nothing is proven. */
const EXIT_CALLED_OFF = 130;

await runProgram(consoleLog("chaos"), async (signal) => {
  if (Deno.build.os === "windows") throw new SetupError("Windows has no way to freeze a process");
  const verdict = await runChaos(readOptions(Deno.args), { signal, say: console.log });
  if (verdict === undefined) Deno.exit(EXIT_CALLED_OFF);
  for (const line of verdict.lines) console.log(line);
  console.log(verdict.json);
  if (!verdict.passed) Deno.exit(1);
});
