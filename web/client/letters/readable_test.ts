import { assertEquals, assertLess } from "@std/assert";
import { Buffer } from "node:buffer";
import { payloadText } from "../../../ingest/letters/payload_text.ts";
import { readable } from "./readable.ts";

/** What is shown of a payload that was kept in a letter. */
function shown(payload: string | number[]) {
  const bytes = Buffer.from(payload as string);
  const { text, ...kept } = payloadText(bytes);
  return readable({ ...LETTER, ...kept, payload: text, length: bytes.length });
}

const LETTER = {
  ...{ hash: 1, reason: "not_json", sentence: "", source: "decoder", topic: "t" },
  ...{ device_id: null, epoch: null, seq: null },
};

Deno.test("readable() indents JSON", () => {
  assertEquals(shown('{"a":1e400}'), {
    what: "JSON, 11 bytes",
    text: '{\n  "a": 1e400\n}',
    isDump: false,
    isCut: false,
  });
});

Deno.test("readable() shows other text as it is, and what can't be seen in it", () => {
  assertEquals(shown("{é"), { what: "Text, 3 bytes", text: "{é", isDump: false, isCut: false });
  const { what, text } = shown('{"a":"\u202e"}');
  assertEquals(what, "JSON, 11 bytes; \\u{…} stands for a character that can't be seen");
  assertEquals(text, '{\n  "a": "\\u{202e}"\n}');
});

Deno.test("readable() shows bytes that are no text as a dump", () => {
  assertEquals(shown([0x7b, 0xff]), {
    what: "Not text, 2 bytes",
    text: "00000000: 7bff                                     {.",
    isDump: true,
    isCut: false,
  });
});

Deno.test("readable() says what was cut", () => {
  const whole = 10_485_760;
  const { what, text, isCut } = shown("x".repeat(whole));
  assertEquals(what, "Text, the first 16 KiB of 10,485,760 bytes");
  assertEquals([text?.length, isCut], [16_384, true]);
  assertEquals(shown("x" + "🚗".repeat(5000)).what, "Text, the first 16 KiB of 20,001 bytes");
  assertEquals(
    shown("\0".repeat(20_000)).what,
    "Not text, the first 16 KiB of 20,000 bytes",
  );
});

Deno.test("readable() says when there is nothing to show", () => {
  assertEquals(shown(""), {
    what: "The payload is empty",
    text: null,
    isDump: false,
    isCut: false,
  });
  const bare = readable({ ...LETTER, payload: null, encoding: null, length: 7, truncated: true });
  assertEquals(bare, {
    what: "The database took the letter only without its payload, 7 bytes",
    text: null,
    isDump: false,
    isCut: false,
  });
});

Deno.test("readable() does not outgrow what it shows", () => {
  const deep = `${"[".repeat(8)}${"1,".repeat(8000)}1${"]".repeat(8)}`;
  for (const payload of [deep, "\u0001".repeat(16_000), "\u202e".repeat(5000)]) {
    assertLess(shown(payload).text!.length, 100_000);
  }
  assertEquals(shown(deep).text, deep);
});
