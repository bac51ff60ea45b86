import { assertEquals } from "@std/assert";
import { lines } from "./lines.ts";

/** A stream that brings `text` in chunks of `size` bytes. */
function chunked(text: string, size: number): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text);
  const count = Math.ceil(bytes.length / size);
  return ReadableStream.from(
    Array.from({ length: count }, (_, i) => bytes.slice(i * size, (i + 1) * size)),
  );
}

Deno.test("lines() joins lines and characters that arrive in parts", async () => {
  for (const size of [1, 2, 3, 100]) {
    const found = await Array.fromAsync(lines(chunked("aé\r\nb\n\nlast", size)));
    assertEquals(found, ["aé", "b", "", "last"], `chunks of ${size}`);
  }
});

Deno.test("lines() ends with the last line's end", async () => {
  assertEquals(await Array.fromAsync(lines(chunked("a\n", 1))), ["a"]);
});
