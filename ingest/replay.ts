/** `deno task replay`: sends dead letters through the decoder again after a fix. */
import { consoleLog } from "../devices/lib/log.ts";
import { runProgram, SetupError } from "../devices/lib/program.ts";
import { Database } from "./commit/database.ts";
import { DatabaseError, QuestDb } from "./commit/questdb.ts";
import { readOffline } from "./families/offline.ts";
import { readConfig, type ReplayConfig } from "./replay/config.ts";
import { replay } from "./replay/replay.ts";
import { report } from "./replay/report.ts";

/** Whether a reading is stored is looked up among all rows. */
const PATIENCE = 300_000; // ms

const log = consoleLog("replay");

await runProgram(log, async (signal) => {
  const config = readConfig(Deno.env.toObject(), Deno.args);
  try {
    await run(config, signal);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    throw new SetupError(`QuestDB does not do it; what was stored stays so: ${error.message}`);
  }
});

async function run(config: ReplayConfig, signal: AbortSignal): Promise<void> {
  const { questdb, questdbUser, clockSkewLimit, selection, dryRun } = config;
  const database = new Database(questdb.map((url) => new QuestDb(url, questdbUser)), log);
  await database.begin(signal);
  await database.identify(signal);
  const exec = (sql: string) => database.exec(sql, signal, PATIENCE);
  const outcome = await replay(
    {
      exec,
      write: (lines) => database.write(lines, signal),
      registry: { clockSkewLimit, offline: await readOffline(exec) },
      now: Date.now,
    },
    selection,
    dryRun,
  );
  for (const line of report(outcome, dryRun)) log.info(line);
}
