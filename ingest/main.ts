/** `deno task ingest`: takes readings from the broker and stores them in QuestDB. */
import { consoleLog } from "../devices/lib/log.ts";
import { runProgram } from "../devices/lib/program.ts";
import { readConfig } from "./config.ts";
import { runIngest } from "./run.ts";

const log = consoleLog("ingest");
await runProgram(log, async (signal) => {
  await runIngest(readConfig(Deno.env.toObject(), Deno.args), { log, signal });
});
