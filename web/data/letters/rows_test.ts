import { assertEquals } from "@std/assert";
import { FakeQueries } from "../testing/fake_queries.ts";
import { MOST_ROWS, rowsOf } from "./rows.ts";

const LIVE = { from: 1000, to: 2000, live: true };

Deno.test("rowsOf() binds what is asked for", async () => {
  const db = new FakeQueries();
  const rows = (filter: Parameters<typeof rowsOf>[1]) => rowsOf(db, filter);
  assertEquals(await rows({ range: LIVE }), {
    ...{ sql: "ts >= $1::timestamp", parameters: ["1000000"], cut: null },
  });
  assertEquals(await rows({ range: { ...LIVE, live: false }, reason: "empty", device: "a" }), {
    sql: "ts >= $1::timestamp AND ts < $2::timestamp AND reason = $3 AND device_id = $4",
    parameters: ["1000000", "2000000", "empty", "a"],
    cut: null,
  });
  assertEquals(await rows({ range: LIVE, device: null }), {
    sql: "ts >= $1::timestamp AND device_id IS NULL",
    parameters: ["1000000"],
    cut: null,
  });
});

Deno.test("rowsOf() of a flood are the newest, and it says since when", async () => {
  const db = new FakeQueries({ letters_cut: [[1500.25]] });
  assertEquals(await rowsOf(db, { range: LIVE, reason: "empty" }), {
    sql: "ts >= $1::timestamp AND reason = $2 AND ts > $3::timestamp",
    parameters: ["1000000", "empty", "1500250"],
    cut: 1500.25,
  });
  assertEquals(db.asked[0].sql.endsWith(`LIMIT ${MOST_ROWS}, ${MOST_ROWS + 1}`), true);
});
