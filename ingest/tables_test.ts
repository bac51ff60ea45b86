/** The names in `tables.ts` and in the families against the SQL that makes the tables. */
import { assert, assertEquals } from "@std/assert";
import type { ColumnType } from "./decode/row.ts";
import { families } from "./families.ts";
import { lettersTable } from "./letters/letter.ts";
import { readMigrations } from "./migrate/migrations.ts";
import { DEAD_LETTERS, INSTANCE, RETENTION_DAYS } from "./tables.ts";

const statements = (await readMigrations()).flatMap(({ statements }) => statements);

/** The statement that makes a table or view. */
function definition(name: string): string {
  const found = statements.find((statement) => statement.includes(` IF NOT EXISTS ${name} `));
  assert(found, `no migration makes ${name}`);
  return found;
}

/** The columns that a CREATE TABLE names, with their types. */
function columnsOf(name: string): Map<string, string> {
  const [, list] = definition(name).match(/\((.*?)\) TIMESTAMP\(ts\)/)!;
  return new Map(
    list.split(",").map((column) => {
      const [name, type] = column.trim().split(" ");
      return [name, type.toLowerCase()];
    }),
  );
}

const tables = [...families.flatMap(({ tables }) => tables), lettersTable];

for (const { name, columns } of tables) {
  Deno.test(`${name} has the columns that are written, and no others`, () => {
    const written = columns.map(({ name, type }): [string, ColumnType] => [name, type]);
    assertEquals([...columnsOf(name)].sort(), [...written, ["ts", "timestamp"]].sort());
  });

  Deno.test(`${name} is kept for RETENTION_DAYS and replaces what comes twice`, () => {
    const sql = definition(name);
    assert(sql.includes(`PARTITION BY DAY TTL ${RETENTION_DAYS} DAYS WAL`));
    assert(sql.includes(`DEDUP UPSERT KEYS(ts, ${name === DEAD_LETTERS ? "hash" : "device_id"}`));
  });

  Deno.test(`${name} has its symbols before its other columns, as a line has`, () => {
    const types = columns.map(({ type }) => type);
    const symbols = types.filter((type) => type === "symbol").length;
    assert(types.slice(0, symbols).every((type) => type === "symbol"));
  });
}

Deno.test("the first migration names the database", () => {
  assert(statements[0].startsWith(`CREATE VIEW IF NOT EXISTS ${INSTANCE} `));
  assert(statements[0].includes("'{new_uuid}' AS instance_id"));
});
