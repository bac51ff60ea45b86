import { assertEquals, assertThrows } from "@std/assert";
import { FieldError } from "../field_error.ts";
import { parsePlace, placeText } from "./place.ts";

Deno.test("parsePlace() reads what placeText() wrote", () => {
  for (
    const place of [
      { last: 1_795_896_446_341.441, hash: 2 ** 53 - 1 },
      { last: 1_795_896_446_341, hash: 0 },
    ]
  ) assertEquals(parsePlace(placeText(place), "before"), place);
});

Deno.test("parsePlace() refuses anything else", () => {
  for (const text of ["", "5", "now", "1795896446341000-", "1795896446341000-1; DROP", "-1--1"]) {
    assertThrows(
      () => parsePlace(text, "before"),
      FieldError,
      "must be what an answer gave as next",
    );
  }
});
