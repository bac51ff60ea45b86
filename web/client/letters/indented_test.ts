import { assertEquals, assertLess } from "@std/assert";
import { indented } from "./indented.ts";

Deno.test("indented() looks as JSON.stringify() would have it", () => {
  for (
    const value of [
      { a: 1, b: [1, { c: 'x,y:{}[] " \\ \n' }], d: {}, e: [], f: [[]], g: { h: {} } },
      [true, false, null, -1.5e-7, "", "🚗"],
      "text",
      5,
    ]
  ) {
    assertEquals(indented(JSON.stringify(value)), JSON.stringify(value, null, 2));
    assertEquals(indented(JSON.stringify(value, null, "\t")), JSON.stringify(value, null, 2));
  }
});

Deno.test("indented() keeps values as they were written", () => {
  const json = '{"a":1e400,"a":12345678901234567890,"2":1.0,"1":"\\u0041"}';
  assertEquals(
    indented(json),
    '{\n  "a": 1e400,\n  "a": 12345678901234567890,\n  "2": 1.0,\n  "1": "\\u0041"\n}',
  );
});

Deno.test("indented() leaves on one line what lies deep", () => {
  const deep = '{"a":[1,2]}';
  assertEquals(
    indented(`[[[[[[[[${deep}]]]]]]]]`).split("\n").filter((line) => line.includes("{")),
    ['                {"a": [1, 2]}'],
  );
  const nested = "[".repeat(8000) + "]".repeat(8000);
  JSON.parse(nested);
  assertLess(indented(nested).length, 20_000);
});
