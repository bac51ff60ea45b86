import { assertEquals } from "@std/assert";
import { formatLive } from "./live_line.ts";

const FLEET = { online: 10, waiting: 0 };

Deno.test("formatLive() says how the pipeline is doing", () => {
  assertEquals(
    formatLive({ fleet: FLEET, database: { rowsPerSecond: 9.96, age: 123 } }),
    "10 online · 10.0 rows/s · 0 waiting · newest row 0.1 s old",
  );
});

Deno.test("formatLive() says what is missing", () => {
  assertEquals(
    formatLive({ database: { rowsPerSecond: 0 } }),
    "0 online · 0.0 rows/s · no row yet",
  );
  assertEquals(
    formatLive({ fleet: { online: 10, waiting: 340 } }),
    "10 online · database does not answer · 340 waiting",
  );
});

Deno.test("formatLive() gives ages that can be read", () => {
  const age = (age: number) =>
    formatLive({ database: { rowsPerSecond: 0, age } }).split("newest row ")[1];
  assertEquals([-40, 59_940, 60_000, 3_600_000].map(age), [
    "0.0 s old",
    "59.9 s old",
    "1 min old",
    "60 min old",
  ]);
});
