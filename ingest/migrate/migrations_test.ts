import { assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { readMigrations, toMigration } from "./migrations.ts";

Deno.test("toMigration() splits statements and leaves out comments", async () => {
  const { statements } = await toMigration(
    "1.sql",
    "-- why\nCREATE\n  A;\n\n  -- b\nCREATE B ';' x;\n",
  );
  assertEquals(statements, ["CREATE A", "CREATE B ';' x"]);
});

Deno.test("toMigration() hashes what is said and not how it is laid out", async () => {
  const hash = async (text: string) => (await toMigration("1.sql", text)).hash;
  assertEquals(await hash("CREATE A;"), await hash("-- why\nCREATE\n  A;\n"));
  assertNotEquals(await hash("CREATE A;"), await hash("CREATE B;"));
});

Deno.test("readMigrations() finds files with distinct numbers, in order, that may run twice", async () => {
  const migrations = await readMigrations();
  const numbers = migrations.map(({ name }) => name.match(/^(\d{4})_[a-z_]+\.sql$/)?.[1]);
  assertEquals(numbers, [...new Set(numbers)].sort());
  for (const { statements } of migrations) {
    for (const statement of statements) {
      assertMatch(statement, / IF NOT EXISTS |^DROP MATERIALIZED VIEW IF EXISTS /);
    }
  }
});
