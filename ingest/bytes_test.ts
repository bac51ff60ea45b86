import { assertEquals } from "@std/assert";
import { Bytes } from "./bytes.ts";

function bytesOf(...texts: string[]): Bytes {
  const bytes = new Bytes();
  for (const text of texts) bytes.write(text);
  return bytes;
}

function textOf(bytes: Bytes, from = 0, to = bytes.length): string {
  return new TextDecoder().decode(bytes.slice(from, to));
}

Deno.test("Bytes.write() writes UTF-8, whatever the text", () => {
  const texts = ["", "ascii\x7f", "caf\u00e9", "aé€🚗", "\0\n"];
  for (const text of texts) assertEquals(textOf(bytesOf("x", text, "y")), `x${text}y`);
});

Deno.test("Bytes grows with what it holds", () => {
  const text = "é".repeat(30_000);
  const bytes = bytesOf(text, "x", text, text);
  bytes.append(new Uint8Array(300_000).fill(0x61));
  assertEquals(textOf(bytes), `${text}x${text}${text}${"a".repeat(300_000)}`);
});

Deno.test("Bytes.writeDouble() writes eight bytes, also where the buffer has to grow", () => {
  const bytes = bytesOf("a".repeat(65_533));
  bytes.writeDouble(-1.5);
  const written = bytes.slice(65_533, bytes.length);
  assertEquals([...written], [0, 0, 0, 0, 0, 0, 0xf8, 0xbf]);
});

Deno.test("Bytes.writeNumber() writes what String() does", () => {
  const powers = Array.from({ length: 16 }, (_, i) => 10 ** i);
  const numbers = [
    ...powers.flatMap((power) => [power - 1, power, power + 1, 7 * power]),
    ...[Number.MAX_SAFE_INTEGER, 2 ** 53, 1e21, 100_000_000, 1_000_000_007],
    ...[-1, -0, 0.5, -12.25, 1e-7],
  ];
  for (const number of numbers) {
    const bytes = bytesOf("a".repeat(65_520), "b");
    bytes.writeNumber(number);
    assertEquals(textOf(bytes, 65_521), String(number));
  }
});

Deno.test("Bytes.cut() closes the gap", () => {
  const bytes = bytesOf("abcdef");
  bytes.cut(1, 3);
  bytes.write("g");
  assertEquals(textOf(bytes), "adefg");
  assertEquals(textOf(bytes, 1, 3), "de");
  bytes.cut(0, 5);
  assertEquals(bytes.length, 0);
});
