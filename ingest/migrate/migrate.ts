/**
 * Brings the database's tables up to date. Several processes may do it at once: every statement says
 * `IF NOT EXISTS`, so that whoever comes second changes nothing, or `IF EXISTS`, and does it again.
 */
import { delay } from "../../devices/lib/backoff.ts";
import type { Log } from "../../devices/lib/log.ts";
import { SetupError } from "../../devices/lib/program.ts";
import { DatabaseError, type Rows } from "../commit/questdb.ts";
import { MIGRATIONS } from "../tables.ts";
import type { Migration } from "./migrations.ts";
import { checkSettings } from "./settings.ts";

/** Runs one SQL statement. */
export type Exec = (sql: string) => Promise<Rows>;

const RECORD = `CREATE TABLE IF NOT EXISTS ${MIGRATIONS} ` +
  "(applied_at TIMESTAMP, name VARCHAR, hash VARCHAR) TIMESTAMP(applied_at) PARTITION BY YEAR WAL";
/** Stands for a random UUID, a new one each time that the statement runs. */
const NEW_UUID = "{new_uuid}";
/** QuestDB refuses a statement while another process is running the same: worth a few tries. */
const TRIES = 5;
const BETWEEN_TRIES = 300; // ms

/**
 * Applies the migrations that were not applied yet, in order, and records them.
 *
 * @throws {SetupError} if one fails, or was changed after it was applied.
 * @throws {DatabaseError} if the database does not answer.
 */
export async function migrate(
  exec: Exec,
  migrations: readonly Migration[],
  log: Log,
): Promise<void> {
  await exec(RECORD);
  const applied = await readApplied(exec);
  if (applied.size === 0) await checkSettings(exec, log);
  for (const migration of migrations) {
    const hash = applied.get(migration.name);
    if (hash === undefined) await apply(exec, migration, log);
    else if (hash !== migration.hash) throw changed(migration);
  }
}

async function readApplied(exec: Exec): Promise<Map<string, string>> {
  const rows = await exec(`SELECT name, hash FROM ${MIGRATIONS}`);
  return new Map(rows.map(({ name, hash }) => [String(name), String(hash)]));
}

function changed({ name }: Migration): SetupError {
  return new SetupError(
    `Migration ${name} was changed after this database was made with it: ` +
      "put it back as it was and write the change into a new file",
  );
}

async function apply(exec: Exec, { name, statements, hash }: Migration, log: Log): Promise<void> {
  for (const statement of statements) {
    await withTries(name, () => exec(statement.replaceAll(NEW_UUID, () => crypto.randomUUID())));
  }
  await exec(`INSERT INTO ${MIGRATIONS} VALUES (now(), '${name}', '${hash}')`);
  log.info(`applied migration ${name}`);
}

async function withTries(name: string, run: () => Promise<unknown>): Promise<void> {
  for (let tries = 1;; tries++) {
    try {
      await run();
      return;
    } catch (error) {
      if (!(error instanceof DatabaseError) || error.status === undefined) throw error;
      if (tries === TRIES) throw new SetupError(`Migration ${name} failed: ${error.message}`);
      await delay(BETWEEN_TRIES);
    }
  }
}
