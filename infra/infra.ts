/**
 * Starts the broker and the database that are missing, and stops what it started on Ctrl-C.
 * `deno task infra`
 */
import { consoleLog } from "../devices/lib/log.ts";
import { runProgram } from "../devices/lib/program.ts";
import { type Config, readConfig } from "./config.ts";
import { aborted } from "./local/aborted.ts";
import { withoutLogin } from "./local/address.ts";
import { findMissing, type Missing } from "./local/missing.ts";
import { startMissing } from "./local/start_missing.ts";

const log = consoleLog("infra");

await runProgram(log, async (signal) => {
  const env = Deno.env.toObject();
  const config = readConfig(env);
  const missing = await findMissing(config);
  try {
    const servers = await startMissing(config, missing, { env, log, signal });
    log.info(readyLine(config, missing));
    await aborted(signal);
    await servers.stop();
  } catch (error) {
    if (!signal.aborted) throw error; // called off while starting: nothing is left running
  }
});

function readyLine({ broker, database }: Config, missing: Missing): string {
  const whose = (started: boolean) => started ? "started" : "was running";
  return `ready: broker ${withoutLogin(broker.url)} (${whose(missing.broker)}), ` +
    `database ${withoutLogin(database.url)} (${whose(missing.database)})`;
}
