import { assertEquals } from "@std/assert";
import { type Action, CHORD, Keymap } from "./keymap.ts";

function press(
  key: string,
  modifier: Partial<Record<"ctrlKey" | "metaKey" | "altKey", true>> = {},
) {
  return { key, ctrlKey: false, metaKey: false, altKey: false, ...modifier };
}

function typed(keys: string[], typing = false, singles = true): (Action | undefined)[] {
  const keymap = new Keymap();
  return keys.map((key, i) => keymap.press(press(key), 1000 + i, typing, singles));
}

Deno.test("Keymap.press() reads single keys", () => {
  assertEquals(typed(["/", "?", "p", "3", "j", "q"]), [
    { do: "search" },
    { do: "help" },
    { do: "pause" },
    { do: "range", index: 2 },
    { do: "next" },
    undefined,
  ]);
});

Deno.test("Keymap.press() reads g and the letter of a page", () => {
  assertEquals(typed(["g", "p"]), [undefined, { do: "go", to: "/pipeline" }]);
  assertEquals(typed(["g", "l"]), [undefined, { do: "go", to: "/ledger" }]);
  assertEquals(typed(["g", "z"]), [undefined, undefined]);
  const keymap = new Keymap();
  keymap.press(press("g"), 0, false, true);
  assertEquals(keymap.press(press("p"), CHORD + 1, false, true), { do: "pause" });
});

Deno.test("Keymap.press() lets people type", () => {
  assertEquals(typed(["p", "/", "Escape"], true), [undefined, undefined, { do: "escape" }]);
});

Deno.test("Keymap.press() knows that single keys can be switched off", () => {
  assertEquals(typed(["p", "g", "f", "Escape"], false, false).at(-1), { do: "escape" });
  assertEquals(typed(["p", "g", "f"], false, false), [undefined, undefined, undefined]);
});

Deno.test("Keymap.press() leaves the browser's own shortcuts alone", () => {
  const keymap = new Keymap();
  assertEquals(keymap.press(press("p", { ctrlKey: true }), 0, false, true), undefined);
  assertEquals(keymap.press(press("d", { metaKey: true }), 0, false, true), undefined);
});
