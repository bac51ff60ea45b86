import { assertEquals } from "@std/assert";
import { hexDump } from "./hex_dump.ts";

Deno.test("hexDump() is what xxd shows", () => {
  const bytes = Uint8Array.from(
    { length: 19 },
    (_, i) => i < 16 ? 0x41 + i : [0xff, 0x00, 0x7f][i - 16],
  );
  assertEquals(
    hexDump(bytes),
    "00000000: 4142 4344 4546 4748 494a 4b4c 4d4e 4f50  ABCDEFGHIJKLMNOP\n" +
      "00000010: ff00 7f                                  ...",
  );
  assertEquals(hexDump(new Uint8Array()), "");
});
