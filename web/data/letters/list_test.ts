import { assertEquals, assertMatch } from "@std/assert";
import type { Cell } from "../postgres.ts";
import { FakeQueries } from "../testing/fake_queries.ts";
import { letterParts, lettersPage } from "./list.ts";

const RANGE = { from: 1000, to: 9000, live: true };

/** Letters with these hashes, the first the newest; a millisecond apart. */
function setUp(hashes: readonly number[], texts = hashes) {
  const db = new FakeQueries({
    letters_total: [[hashes.length, 9000]],
    letters_received: hashes.map((hash, i) => [hash, 500, 9000 - i, 2]),
    letters_texts: texts.map((hash): Cell[] => [
      ...[hash, "not_json", "why", "decoder", "a", null, null, "t", `{${hash}`, "text", 2, false],
    ]),
  });
  return db;
}

Deno.test("lettersPage() gives each letter once, and where the next page begins", async () => {
  const db = setUp([7, 5, 6]);
  const page = await lettersPage(db, { range: RANGE, limit: 2 });
  assertEquals([page.total, page.last, page.cut, page.next], [3, 9000, null, "8999000-5"]);
  assertEquals(page.letters.map(({ hash, last }) => [hash, last]), [[7, 9000], [5, 8999]]);
  assertEquals(page.letters[0], {
    ...{ hash: 7, reason: "not_json", sentence: "why", source: "decoder", device_id: "a" },
    ...{ epoch: null, seq: null, topic: "t", payload: "{7", encoding: "text", length: 2 },
    ...{ truncated: false, first: 500, last: 9000, times: 2 },
  });
  const texts = db.asked.find(({ name }) => name === "letters_texts")!;
  assertEquals(texts.parameters, ["1000000", "8999000", "9000000", "7", "5"]);
});

Deno.test("lettersPage() goes on after a place by a condition, not by counting", async () => {
  const db = setUp([]);
  const before = { last: 8000, hash: 5 };
  const page = await lettersPage(db, { range: RANGE, limit: 2, before });
  assertEquals([page.letters, page.next], [[], null]);
  const { sql, parameters } = db.asked.find(({ name }) => name === "letters_received")!;
  assertMatch(
    sql,
    /WHERE newest < \$2::timestamp OR \(newest = \$2::timestamp AND hash < \$3::long\)/,
  );
  assertEquals(parameters, ["1000000", "8000000", "5"]);
  assertEquals(/OFFSET|LIMIT \d+,/.test(sql), false);
});

Deno.test("lettersPage() leaves out a letter that is gone when its text is read", async () => {
  const page = await lettersPage(setUp([7, 5], [5]), { range: RANGE, limit: 2 });
  assertEquals(page.letters.map(({ hash }) => hash), [5]);
});

Deno.test("letterParts() reads texts only as they are wanted", async () => {
  const db = setUp(Array.from({ length: 450 }, (_, i) => 450 - i));
  const { next, parts } = await letterParts(db, { range: RANGE, limit: 449 });
  assertEquals([next, db.names], ["8552000-2", ["letters_cut", "letters_received"]]);
  const sizes: number[] = [];
  for await (const part of parts) sizes.push(part.length);
  assertEquals(sizes, [200, 200, 49]);
});
