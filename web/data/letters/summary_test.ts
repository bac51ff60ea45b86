import { assertEquals } from "@std/assert";
import type { Cell } from "../postgres.ts";
import { FakeQueries } from "../testing/fake_queries.ts";
import { letterLines, letterReasons, MOST_LINES } from "./summary.ts";

const RANGE = { from: 1000, to: 9000, live: true };
const TEXT: Cell[] = [
  ...[7, "empty", "why", "decoder", "a", null, null, "t", "", "text", 0, false],
];

Deno.test("letterLines() lists so many lines, and says that there are more", async () => {
  const line = (i: number): Cell[] => ["empty", i === 0 ? null : `d${i}`, 9, 1000, 2000];
  const lines = (count: number) =>
    letterLines(
      new FakeQueries({ letters_lines: Array.from({ length: count }, (_, i) => line(i)) }),
      {
        range: RANGE,
      },
    );
  assertEquals(await lines(1), {
    lines: [{ reason: "empty", device_id: null, letters: 9, first: 1000, last: 2000 }],
    more: false,
  });
  const { lines: listed, more } = await lines(MOST_LINES + 1);
  assertEquals([listed.length, more], [MOST_LINES, true]);
});

Deno.test("letterReasons() has an example of each, and the device if there is one", async () => {
  const db = new FakeQueries({
    letters_reasons: [["empty", "a", 9, 1000, 2000, 1], ["not_json", "a", 5, 1000, 3000, 2]],
    letters_example: [TEXT],
  });
  const { cut, reasons } = await letterReasons(db, RANGE);
  assertEquals(cut, null);
  assertEquals(
    reasons.map(({ reason, letters, devices, device_id, example }) => [
      ...[reason, letters, devices, device_id, example.payload],
    ]),
    [["empty", 9, 1, "a", ""], ["not_json", 5, 2, null, ""]],
  );
  assertEquals(db.asked[2].parameters, ["empty", "2000000"]);
});

Deno.test("letterReasons() leaves out a reason whose letters are just gone", async () => {
  const db = new FakeQueries({ letters_reasons: [["empty", "a", 9, 1000, 2000, 1]] });
  assertEquals(await letterReasons(db, RANGE), { cut: null, reasons: [] });
});
