import { assertEquals } from "@std/assert";
import { columns } from "../decode/row.ts";
import { Batch } from "./batch.ts";

const table = { name: "t", columns: columns("symbol", ["a"]) };

/** A batch with a row for each name; the owner is the name in capitals. */
function batchOf(...names: string[]): Batch<string> {
  const batch = new Batch<string>();
  for (const name of names) batch.add({ table, ts: 1, values: [name] }, name.toUpperCase());
  return batch;
}

/** The names of the first rows, as they would be sent. */
function sent(batch: Batch<unknown>, rows = batch.rows): string {
  const text = new TextDecoder().decode(batch.head(rows));
  return text.replaceAll(/t,a=(.*) 1t\n/g, "$1 ").trim();
}

Deno.test("Batch.head() is the bytes of the first rows", () => {
  const batch = batchOf("a", "bé", "c🚗");
  assertEquals(sent(batch, 0), "");
  assertEquals(sent(batch, 2), "a bé");
  assertEquals(new TextDecoder().decode(batch.head(3)), "t,a=a 1t\nt,a=bé 1t\nt,a=c🚗 1t\n");
});

Deno.test("Batch.remove() closes the gap and says whose the rows were", () => {
  const batch = batchOf("a", "bb", "ccc", "dddd");
  assertEquals(batch.remove(1, 2), ["BB", "CCC"]);
  assertEquals(sent(batch), "a dddd");
  assertEquals(batch.owner(1), "DDDD");
  assertEquals(batch.remove(0, 2), ["A", "DDDD"]);
  assertEquals(batch.rows, 0);
  batch.addFrom(batchOf("e"), 0);
  assertEquals(sent(batch), "e");
});

Deno.test("Batch.addFrom() takes a row over", () => {
  const batch = batchOf("a");
  batch.addFrom(batchOf("x", "yy", "z"), 1);
  assertEquals(sent(batch), "a yy");
  assertEquals(batch.owner(1), "YY");
});
