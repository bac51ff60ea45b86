import { assertEquals, assertThrows } from "@std/assert";
import { FieldError } from "./field_error.ts";
import { parseRange } from "./range.ts";

const NOW = Date.UTC(2026, 10, 20, 14, 30);
const HOUR = 3_600_000;
const parse = (query: string) => parseRange(new URLSearchParams(query), NOW, "1h");
const fault = (query: string) => assertThrows(() => parse(query), FieldError).message;

Deno.test("parseRange() reads durations and relative times", () => {
  assertEquals(parse("duration=5m"), { from: NOW - HOUR / 12, to: NOW, live: true });
  assertEquals(parse("from=now-2h"), { from: NOW - 2 * HOUR, to: NOW, live: true });
  assertEquals(parse("from=now-2h&to=now-1h").live, false);
  assertEquals(parse(""), { from: NOW - HOUR, to: NOW, live: true });
  assertEquals(parse("duration=90d").to - parse("duration=90d").from, 90 * 24 * HOUR);
});

Deno.test("parseRange() reads dates as UTC unless they say otherwise", () => {
  const to = Date.UTC(2026, 10, 20, 13);
  for (
    const text of ["2026-11-20T13:00", "2026-11-20 13:00:00", "2026-11-20T13:00:00.000Z", `${to}`]
  ) {
    assertEquals(parse(`from=now-1d&to=${text}`).to, to);
  }
  assertEquals(parse("from=2026-11-20&to=now").from, Date.UTC(2026, 10, 20));
  assertEquals(parse(`from=now-1d&to=${encodeURIComponent("2026-11-20T14:00+01:00")}`).to, to);
});

Deno.test("parseRange() names the parameter, its value and what is allowed", () => {
  assertEquals(
    fault("duration=5 minutes"),
    'duration="5 minutes": must be a number and s, m, h, d or w, such as 5m or 24h',
  );
  assertEquals(
    fault("from=yesterday"),
    'from="yesterday": must be now, now-1h, a date (UTC unless it says otherwise) ' +
      "or milliseconds since 1970",
  );
  assertEquals(fault("from=now&to=now-1h"), 'from="now": must be before to, which is now-1h');
  assertEquals(fault("duration=91d"), 'duration="91d": must be a range from 1 second to 90 days');
  assertEquals(
    fault("duration=5m&from=now-1h"),
    'duration="5m": must be left out when from or to is given',
  );
  for (const query of ["duration=0m", "from=2026-13-45", "to=now", "from=now%2B1h", "duration="]) {
    assertThrows(() => parse(query), FieldError, undefined, query);
  }
});
