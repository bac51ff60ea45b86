import { assertEquals, assertThrows } from "@std/assert";
import { h } from "preact";
import { propsText } from "./props.ts";

Deno.test("propsText() writes what is JSON", () => {
  const props = { a: "é", b: 1.5, c: null, d: [true, { e: "" }], f: undefined };
  assertEquals(JSON.parse(propsText("Chart", props)), {
    a: "é",
    b: 1.5,
    c: null,
    d: [true, { e: "" }],
  });
});

Deno.test("propsText() refuses what is not, and names it", () => {
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  const values = [
    NaN,
    Infinity,
    -0,
    1n,
    Symbol(),
    () => 1,
    new Date(0),
    new Map(),
    new Uint8Array(1),
    [undefined],
    [, 1],
    h("p", null),
    cycle,
    { toJSON: () => 1 },
    new (class Point {})(),
  ];
  for (const value of values) {
    assertThrows(() => propsText("Chart", { x: { y: value } }), TypeError, "<Chart>.x.y");
  }
});

Deno.test("propsText() takes a value that is there twice", () => {
  const unit = { name: "km/h" };
  assertEquals(JSON.parse(propsText("Chart", { a: unit, b: unit })), { a: unit, b: unit });
});
