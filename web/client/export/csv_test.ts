import { assertEquals } from "@std/assert";
import { csv, csvTime } from "./csv.ts";

Deno.test("csv() quotes what needs it", () => {
  assertEquals(
    csv(["a", "b,c"], [[1, null], ['say "hi"', "x\ny"], [true, -1]]),
    [
      'a,"b,c"',
      "1,",
      '"say ""hi""","x\ny"',
      "true,-1",
      "",
    ].join("\r\n"),
  );
});

function cell(text: string): string {
  return csv([], [[text]]).slice(2, -2);
}

Deno.test("csv() keeps a device's words from being run as a formula", () => {
  assertEquals(csv(["label"], [["=HYPERLINK(1)"]]), "label\r\n'=HYPERLINK(1)\r\n");
  for (const start of ["+", "-", "@", "\uff1d", " ="]) {
    assertEquals(cell(`${start}1`), `'${start}1`);
  }
  assertEquals(cell("a=1, -2"), '"a=1, -2"');
});

Deno.test("csv() keeps them from it also where cells are parted at other characters", () => {
  assertEquals(cell("x;=1+1;y"), `"x;'=1+1;y"`);
  assertEquals(cell("\t=a; -1\t@b\n+c\r\n=d"), `"\t'=a;' -1\t'@b\n'+c\r\n'=d"`);
  assertEquals(cell('a;"=1"'), `"a;'""=1"""`);
  assertEquals(cell("a;b\tc"), `"a;b\tc"`);
});

Deno.test("csvTime() is ISO 8601", () => {
  assertEquals(csvTime(0), "1970-01-01T00:00:00.000Z");
  assertEquals(csvTime(null), null);
});
