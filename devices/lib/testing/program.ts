/** A program for `program_test.ts`; its argument says how it ends. */
import { delay } from "../backoff.ts";
import { ConfigError } from "../env.ts";
import { consoleLog } from "../log.ts";
import { runProgram, SetupError } from "../program.ts";

const ends: Record<string, (signal: AbortSignal) => void | Promise<void>> = {
  end: () => {},
  config: () => {
    throw new ConfigError('COUNT="x": must be a number');
  },
  setup: () => {
    throw new SetupError("Port 1 is taken");
  },
  throw: () => {
    throw new Error("unforeseen");
  },
  wait: async (signal) => {
    console.log("running");
    await delay(60_000, signal);
    console.log("stopped");
  },
  hang: async (signal) => {
    console.log("running");
    await delay(60_000, signal);
    await delay(600);
    console.log("later");
    await delay(60_000);
  },
  tick: async (signal) => {
    for (let tick = 0; tick < 3; tick++) await delay(50, signal);
    if (signal.aborted) throw new Error("stopped by an input that nobody announced");
  },
};

await runProgram(consoleLog("test"), async (signal) => await ends[Deno.args[0]](signal));
