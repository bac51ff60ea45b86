/** Settings of the database that must be right before its tables are made. */
import type { Log } from "../../devices/lib/log.ts";
import type { Exec } from "./migrate.ts";

/** With 0, the log of transactions does not keep their times, and a live view has to scan. */
const NEEDED = "cairo.default.sequencer.part.txn.count";

/** Warns of a setting that can't be made good for tables that exist. */
export async function checkSettings(exec: Exec, log: Log): Promise<void> {
  const rows = await exec(
    `SELECT value FROM (SHOW PARAMETERS) WHERE property_path = '${NEEDED}'`,
  ).catch(() => []);
  if (rows[0]?.value !== "0") return;
  log.warn(
    `QuestDB runs with ${NEEDED}=0: set it to 1000, restart QuestDB, and start with an empty ` +
      "database, or the live view will cost it more",
  );
}
