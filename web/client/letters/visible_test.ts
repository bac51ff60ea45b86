import { assertEquals } from "@std/assert";
import { visible, visibleLine } from "./visible.ts";

Deno.test("visible() shows control characters and what moves its neighbours", () => {
  assertEquals(visible("\0\u001b[31m\u007f\u0085"), "\\u{0}\\u{1b}[31m\\u{7f}\\u{85}");
  assertEquals(visible("a\tb\r\nc"), "a\\tb\\r\nc");
  assertEquals(visible("\u202egpj.exe\u2066\u200f"), "\\u{202e}gpj.exe\\u{2066}\\u{200f}");
  assertEquals(
    visible("\ufeff\u200b\u00a0\u2028\u{e0041}"),
    "\\u{feff}\\u{200b}\\u{a0}\\u{2028}\\u{e0041}",
  );
  assertEquals(visible("\ud800"), "\\u{d800}");
});

Deno.test("visible() shows fillers, selectors and other signs that are blank", () => {
  for (const blank of "\u3164\u115f\uffa0\u034f\ufe0f\u17b4\u180b\u{e0100}\u2800") {
    assertEquals(visible(`a${blank}b`), `a\\u{${blank.codePointAt(0)!.toString(16)}}b`);
  }
});

Deno.test("visible() leaves alone what can be seen", () => {
  const text = "é 漢字 ع 🚗 <b>&amp;</b> \\u{1b}";
  assertEquals(visible(text), text);
});

Deno.test("visibleLine() is one line", () => {
  assertEquals(visibleLine("a\nb\r\nc"), "a\\nb\\r\\nc");
});
