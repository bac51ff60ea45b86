/**
 * `deno task ledger [device]`: what became of every reading. Exit code 0 if none is missing, 1 if
 * one is, 2 if nobody can say.
 */
import { delay } from "../devices/lib/backoff.ts";
import { consoleLog } from "../devices/lib/log.ts";
import { EXIT_SETUP, report, runProgram, SetupError } from "../devices/lib/program.ts";
import { Database } from "./data/database.ts";
import { Ledgers } from "./data/ledger/ledger.ts";
import { postgresLink } from "./data/postgres.ts";
import { Unavailable } from "./data/unavailable.ts";
import { readConfig } from "./ledger/config.ts";
import { readWhole } from "./ledger/read_whole.ts";
import { deviceLines, fleetLines } from "./ledger/table.ts";

/** A ledger that nobody has read for long may have much to catch up on. */
const TIMEOUT = 120_000; // ms

const log = consoleLog("ledger");
await runProgram(log, async () => {
  try {
    Deno.exit(await show());
  } catch (error) {
    const known = error instanceof Unavailable ? new SetupError(error.message) : error;
    report(known, log);
    Deno.exit(EXIT_SETUP);
  }
});

async function show(): Promise<number> {
  const { databases, device } = readConfig(Deno.env.toObject(), Deno.args);
  const links = databases.map((url) => postgresLink(url, { connections: 4, timeout: TIMEOUT }));
  const ledgers = new Ledgers(new Database(links, { deadline: TIMEOUT }), delay);
  const ledger = await readWhole(() => ledgers.read(), delay);
  const lines = device === undefined ? fleetLines(ledger) : deviceLines(ledger, device);
  if (lines === undefined) throw new SetupError(`${device} has sent no account`);
  console.log(lines.join("\n"));
  const { missing } = ledger.devices.find(({ device_id }) => device_id === device) ?? ledger.fleet;
  return missing === 0 ? 0 : 1;
}
