/** The fleet: `DEVICE_COUNT` vehicles in one process. */
import { readConfig } from "./config.ts";
import { consoleLog } from "./lib/log.ts";
import { runProgram } from "./lib/program.ts";
import { runFleet } from "./runtime/fleet.ts";

const log = consoleLog("devices");

await runProgram(log, async (signal) => {
  await runFleet(readConfig(Deno.env.toObject(), Deno.args), { log, signal });
});
