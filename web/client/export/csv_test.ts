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

Deno.test("csv() keeps a device's words from being run as a formula", () => {
  assertEquals(csv(["label"], [["=HYPERLINK(1)"]]), "label\r\n'=HYPERLINK(1)\r\n");
  for (const start of ["+", "-", "@", "\uff1d", "\t=", "\n="]) {
    assertEquals(csv([], [[`${start}1`]]).replaceAll('"', "").slice(2, 4), `'${start[0]}`);
  }
});

Deno.test("csvTime() is ISO 8601", () => {
  assertEquals(csvTime(0), "1970-01-01T00:00:00.000Z");
  assertEquals(csvTime(null), null);
});
