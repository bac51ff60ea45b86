import { assertEquals } from "@std/assert";
import { LETTER_PAYLOAD, payloadBytes, payloadText } from "./payload_text.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);

Deno.test("payloadText() keeps text as it is", () => {
  for (const text of ["", "{}", 'a\n\r\t"\\\u0001\u007f', "\ufeff🚗 é \ufffd"]) {
    assertEquals(payloadText(utf8(text)), { text, encoding: "text", truncated: false });
  }
});

Deno.test("payloadText() gives in base64 what is no text, or holds NUL", () => {
  const invalid = new Uint8Array([0x7b, 0xff, 0xfe]);
  for (const bytes of [invalid, new Uint8Array([0xf0, 0x9f]), utf8("a\0b")]) {
    const { text, encoding } = payloadText(bytes);
    assertEquals(encoding, "base64");
    assertEquals(payloadBytes(text, encoding), bytes);
  }
});

Deno.test("payloadText() cuts what is long, and never within a character", () => {
  const long = utf8("x".repeat(LETTER_PAYLOAD - 1) + "🚗".repeat(1000));
  assertEquals(payloadText(long), {
    text: "x".repeat(LETTER_PAYLOAD - 1),
    encoding: "text",
    truncated: true,
  });
  const whole = payloadText(long.subarray(0, LETTER_PAYLOAD - 1));
  assertEquals(whole.truncated, false);
});

Deno.test("payloadBytes() gives back what payloadText() was given", () => {
  const bytes = utf8("\ufeffgrüße\n");
  const { text, encoding } = payloadText(bytes);
  assertEquals(payloadBytes(text, encoding), bytes);
});
