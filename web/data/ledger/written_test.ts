import { assertEquals, assertRejects } from "@std/assert";
import { FakeQueries } from "../testing/fake_queries.ts";
import { Remembered, writtenTo } from "./written.ts";

Deno.test("writtenTo() knows of each table the last transaction", async () => {
  const db = new FakeQueries({ ledger_written: [["a", 5], ["b", null]] });
  assertEquals(await writtenTo(db), new Map([["a", 5], ["b", 0]]));
});

Deno.test("Remembered.get() reads again when one of its tables was written to", async () => {
  let reads = 0;
  const remembered = new Remembered(["a", "b"], () => Promise.resolve(++reads));
  const written = new Map([["a", 1]]);
  const get = (table: string, txn: number) => remembered.get(written.set(table, txn));
  assertEquals([await get("a", 1), await get("c", 9), await get("b", 1), await get("b", 1)], [
    ...[1, 1, 2, 2],
  ]);
});

Deno.test("Remembered.get() does not remember that it could not read", async () => {
  const answers = [Promise.reject(new Error("gone")), Promise.resolve(7)];
  const remembered = new Remembered(["a"], () => answers.shift()!);
  await assertRejects(() => remembered.get(new Map()), Error, "gone");
  assertEquals(await remembered.get(new Map()), 7);
});
