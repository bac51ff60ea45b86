import { assertEquals } from "@std/assert";
import { columns, type Table, type Value } from "../decode/row.ts";
import { Bytes } from "../bytes.ts";
import { writeRow } from "./ilp.ts";
import { textOf } from "./testing.ts";

const table: Table = {
  name: "t",
  columns: [
    ...columns("symbol", ["a", "b"]),
    ...columns("double", ["d"]),
    ...columns("long", ["l"]),
    ...columns("timestamp", ["at"]),
  ],
};

function lineOf(ts: number, ...values: Value[]): string {
  const bytes = new Bytes();
  writeRow({ table, ts, values }, bytes);
  return textOf(bytes.slice(0, bytes.length));
}

Deno.test("writeRow() writes each type in its own way", () => {
  assertEquals(lineOf(17, "x", "y", 1.5, 2, 3), "t,a=x,b=y d=1.5,l=2i,at=3t 17t\n");
});

Deno.test("writeRow() writes a double as its type and eight bytes behind an equals sign", () => {
  const bytes = new Bytes();
  writeRow({ table, ts: 17, values: ["x", null, -2, null, null] }, bytes);
  const line = [..."t,a=x d==\x10\0\0\0\0\0\0\0\xc0 17t\n"].map((unit) => unit.charCodeAt(0));
  assertEquals([...bytes.slice(0, bytes.length)], line);
});

Deno.test("writeRow() leaves out nulls", () => {
  assertEquals(lineOf(17, "x", null, null, 2, null), "t,a=x l=2i 17t\n");
  assertEquals(lineOf(17, null, "y", null, null, null), "t,b=y 17t\n");
});

Deno.test("writeRow() escapes what would end a symbol", () => {
  const line = lineOf(1, 'a b,c=d\\e\n\r"\t', null, 0, null, null);
  assertEquals(line, 't,a=a\\ b\\,c\\=d\\\\e\\\n\\\r"\t d=0 1t\n');
});

Deno.test("writeRow() quotes texts and escapes what would end them or their line", () => {
  const table: Table = {
    name: "t",
    columns: [...columns("boolean", ["b"]), ...columns("varchar", ["v", "w"])],
  };
  const bytes = new Bytes();
  writeRow({ table, ts: 1, values: [true, 'a "b", c=\\\n\r\t🚗', ""] }, bytes);
  writeRow({ table, ts: 2, values: [false, null, "x"] }, bytes);
  assertEquals(
    new TextDecoder().decode(bytes.slice(0, bytes.length)),
    't b=true,v="a \\"b\\", c=\\\\\\\n\\\r\t🚗",w="" 1t\nt b=false,w="x" 2t\n',
  );
});
