import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { SetupError } from "../../devices/lib/program.ts";
import { DatabaseError, type Rows } from "../commit/questdb.ts";
import { type Exec, migrate } from "./migrate.ts";
import { toMigration } from "./migrations.ts";

const FIRST = await toMigration("0001_a.sql", "CREATE TABLE IF NOT EXISTS a (x INT);");
const SECOND = await toMigration("0002_b.sql", "CREATE VIEW IF NOT EXISTS b AS '{new_uuid}';");

/** A database that answers questions from `answers` (by a part of the SQL) and keeps the rest. */
function setUp(answers: Record<string, Rows> = {}) {
  const run: string[] = [];
  const exec: Exec = (sql) => {
    const part = Object.keys(answers).find((part) => sql.includes(part));
    if (!sql.startsWith("SELECT")) run.push(sql);
    return Promise.resolve(part === undefined ? [] : answers[part]);
  };
  const warnings: string[] = [];
  const log = { info() {}, warn: (message: string) => void warnings.push(message), error() {} };
  return { exec, run, log, warnings };
}

const APPLIED = "SELECT name, hash";

Deno.test("migrate() applies what is new, in order, and records it", async () => {
  const { exec, run, log } = setUp({ [APPLIED]: [{ name: FIRST.name, hash: FIRST.hash }] });
  const third = await toMigration("0003_c.sql", "CREATE TABLE IF NOT EXISTS c (x INT);");
  await migrate(exec, [FIRST, SECOND, third], log);
  assertMatch(run[0], /^CREATE TABLE IF NOT EXISTS ledgerline_migrations .* WAL$/);
  assertMatch(run[1], /^CREATE VIEW IF NOT EXISTS b AS '[0-9a-f-]{36}'$/);
  assertEquals(run.slice(2), [
    `INSERT INTO ledgerline_migrations VALUES (now(), '0002_b.sql', '${SECOND.hash}')`,
    "CREATE TABLE IF NOT EXISTS c (x INT)",
    `INSERT INTO ledgerline_migrations VALUES (now(), '0003_c.sql', '${third.hash}')`,
  ]);
});

Deno.test("migrate() refuses a file that was changed after it was applied", async () => {
  const { exec, run, log } = setUp({ [APPLIED]: [{ name: FIRST.name, hash: "other" }] });
  const refused = migrate(exec, [FIRST, SECOND], log);
  await assertRejects(() => refused, SetupError, "0001_a.sql was changed");
  assertEquals(run.length, 1);
});

Deno.test("migrate() tries a statement again that another process is running", async () => {
  using time = new FakeTime();
  const { exec, log } = setUp();
  let busy = 3;
  const busyExec: Exec = (sql) =>
    sql.includes("EXISTS a") && busy-- > 0
      ? Promise.reject(new DatabaseError("table busy", 400))
      : exec(sql);
  const done = migrate(busyExec, [FIRST], log);
  for (let i = 0; i < 3; i++) await time.tickAsync(300);
  await done;
  assertEquals(busy, -1);
});

Deno.test("migrate() gives up on a statement that is wrong, and says which file it is in", async () => {
  using time = new FakeTime();
  const { exec, log } = setUp();
  const wrong: Exec = (sql) =>
    sql.includes("EXISTS a") ? Promise.reject(new DatabaseError("no such type", 400)) : exec(sql);
  const done = migrate(wrong, [FIRST], log);
  const refused = assertRejects(
    () => done,
    SetupError,
    "Migration 0001_a.sql failed: no such type",
  );
  for (let i = 0; i < 5; i++) await time.tickAsync(300);
  await refused;
});

Deno.test("migrate() leaves it to others to wait for a database that does not answer", async () => {
  const { log } = setUp();
  const down: Exec = () => Promise.reject(new DatabaseError("nobody"));
  await assertRejects(() => migrate(down, [FIRST], log), DatabaseError, "nobody");
});

Deno.test("migrate() warns of a setting that can't be made good later, before the first table", async () => {
  const { exec, log, warnings } = setUp({ "SHOW PARAMETERS": [{ value: "0" }] });
  await migrate(exec, [FIRST], log);
  assertEquals(warnings.length, 1);
  assert(warnings[0].includes("cairo.default.sequencer.part.txn.count=0"));

  const right = setUp({ "SHOW PARAMETERS": [{ value: "1000" }] });
  await migrate(right.exec, [FIRST], right.log);
  assertEquals(right.warnings, []);
});
