import { assertEquals, assertThrows } from "@std/assert";
import {
  parseRangeText,
  queriedRange,
  rangeQuery,
  showRangeText,
  stretchRange,
  typedRangePath,
} from "./range_text.ts";

const NOW = Date.UTC(2026, 10, 20, 14, 32, 8);

Deno.test("parseRangeText() reads a relative time, a date, or two", () => {
  const read = (text: string) => parseRangeText(text, "utc", NOW);
  assertEquals(read("now-1h"), { from: "now-1h", to: "now" });
  assertEquals(read(" now-6h to now-1h "), { from: "now-6h", to: "now-1h" });
  assertEquals(read("2026-11-20"), { from: "2026-11-20T00:00:00.000Z", to: "now" });
  assertEquals(read("2026-11-20 13:32 to 2026-11-20 13:40:30"), {
    from: "2026-11-20T13:32:00.000Z",
    to: "2026-11-20T13:40:30.000Z",
  });
  assertEquals(read("13:32 to 13:40").from, "2026-11-20T13:32:00.000Z");
});

Deno.test("parseRangeText() reads dates in the zone of the axis", () => {
  const { from } = parseRangeText("2026-11-20 13:32", "local", NOW);
  assertEquals(from, new Date(2026, 10, 20, 13, 32).toISOString());
});

Deno.test("parseRangeText() says what is wrong", () => {
  const read = (text: string) => () => parseRangeText(text, "utc", NOW);
  assertThrows(read("yesterday"), RangeError, "must be now, now-1h, a date");
  assertThrows(read("now to now-1h"), RangeError, "must be before");
  assertThrows(read("now-91d"), RangeError, "At most 90 days");
  assertEquals(read("now-90d")().from, "now-90d");
  assertThrows(read("now-1h to now to now"), RangeError, "Only two");
});

Deno.test("stretchRange() is no shorter than a second, and not beyond now", () => {
  const range = (from: number, to: number) => {
    const text = stretchRange(NOW + from, NOW + to, NOW);
    return [Date.parse(text.from) - NOW, Date.parse(text.to) - NOW];
  };
  assertEquals(range(-9000.4, -2000.4), [-9000, -2000]);
  assertEquals(range(-5000.3, -4900.1), [-5450, -4450]);
  assertEquals(range(-9000, 500), [-9000, 0]);
  assertEquals(range(-100, 10), [-1000, 0]);
});

Deno.test("showRangeText() shows what parseRangeText() reads", () => {
  for (const text of ["now-1h to now", "2026-11-20 13:32 to 2026-11-20 13:40:30"]) {
    assertEquals(showRangeText(parseRangeText(text, "utc", NOW), "utc", NOW), text);
  }
});

Deno.test("typedRangePath() leads to the range that a form sent", () => {
  const path = (query: string) => typedRangePath(new URL(`http://a/devices/b?${query}`), NOW);
  assertEquals(
    path("field=speed&range=now-2h+to+now"),
    "/devices/b?field=speed&from=now-2h&to=now",
  );
  assertEquals(path("from=now-1h"), undefined);
  assertEquals([path("range="), path("range=+&field=speed&from=now-1h&to=now")], [
    ...["/devices/b", "/devices/b?field=speed"],
  ]);
  assertThrows(() => path("range=soon"), RangeError, "soon");
});

Deno.test("typedRangePath() keeps an exact range whose words were left as they are", () => {
  const [from, to] = [String(NOW), `${NOW + 90_123}.456`];
  const path = (range: string) => {
    const query = new URLSearchParams({ from, to, range });
    return typedRangePath(new URL(`http://a/dead-letters?${query}`), NOW);
  };
  const shown = showRangeText({ from, to }, "utc", NOW);
  assertEquals(shown, "2026-11-20 14:32:08 to 2026-11-20 14:33:38");
  assertEquals(path(shown), `/dead-letters?from=${from}&to=${to}`);
  assertEquals(path("now-1h to now"), "/dead-letters?from=now-1h&to=now");
});

Deno.test("queriedRange() is what an address asks for", () => {
  const read = (query: string) => queriedRange(new URLSearchParams(query), "15m");
  assertEquals(read("field=speed"), { from: "now-15m", to: "now" });
  assertEquals(read("duration=6h"), { from: "now-6h", to: "now" });
  assertEquals(read("from=now-2h"), { from: "now-2h", to: "now" });
  assertEquals(read("from=now-2h&to=now-1h"), { from: "now-2h", to: "now-1h" });
});

Deno.test("rangeQuery() is a query", () => {
  assertEquals(rangeQuery({ from: "now-1h", to: "now" }), "from=now-1h&to=now");
});
