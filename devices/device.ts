/** One device: `device.ts <id> [--kind vehicle|host]`. */
import { readDeviceConfig } from "./config.ts";
import { consoleLog } from "./lib/log.ts";
import { runProgram } from "./lib/program.ts";
import { runFleet } from "./runtime/fleet.ts";

const log = consoleLog("device");

await runProgram(log, async (signal) => {
  await runFleet(readDeviceConfig(Deno.env.toObject(), Deno.args), { log, signal });
});
