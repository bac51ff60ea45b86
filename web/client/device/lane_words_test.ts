import { assertEquals } from "@std/assert";
import { laneKey, laneWords } from "./lane_words.ts";

const PARTS = [
  { from: 0, to: 60_000, fate: "stored" },
  { from: 60_000, to: 62_000, fate: "dead-lettered", count: 2 },
  { from: 62_000, to: 90_000, fate: "late" },
  { from: 90_000, to: 348_000, fate: "not-produced" },
  { from: 348_000, to: 349_000, fate: "dead-lettered", count: 1 },
  { from: 349_000, to: 353_200, fate: "unknown" },
] as const;

function words(...[counts, parts, isComplete]: Parameters<typeof laneKey>) {
  return laneKey(counts, parts, isComplete).map(({ words }) => words);
}

Deno.test("laneKey() says readings by their number and silence by its length", () => {
  const expected = [
    ...["stored 1,062", "stored late 28", "3 dead-lettered"],
    ...["not produced 4 min 18 s", "nothing for 4.2 s"],
  ];
  const counts = { readings: 1090, late: 28 };
  assertEquals(words(counts, PARTS, false), expected);
  expected[3] += ", no sequence number missing";
  assertEquals(words(counts, PARTS, true), expected);
  assertEquals(words({ readings: 5, late: 0 }, [PARTS[0]], true), ["stored 5"]);
});

Deno.test("laneWords() tells the exceptions", () => {
  assertEquals(
    laneWords([PARTS[0]], "utc", 0),
    "What became of the readings: stored in time throughout",
  );
  assertEquals(
    laneWords(PARTS, "utc", 0),
    "What became of the readings: stored in time, except 00:01:00 to 00:01:02 2 dead-lettered, " +
      "00:01:02 to 00:01:30 stored late, 00:01:30 to 00:05:48 not produced, " +
      "00:05:48 to 00:05:49 1 dead-lettered, 00:05:49 to 00:05:53 nothing",
  );
  const many = Array.from({ length: 1207 }, () => PARTS[2]);
  assertEquals(laneWords(many, "utc", 0).endsWith(" and 1,202 more"), true);
});
