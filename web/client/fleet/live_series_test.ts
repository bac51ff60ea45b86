import { assertEquals } from "@std/assert";
import { unknownDevice } from "./device_now.ts";
import { gapOf, LiveSeries } from "./live_series.ts";

const NOW = 1_000_000;

function loaded(): LiveSeries {
  const series = new LiveSeries();
  const devices = [{ device_id: "a", ts: [NOW - 2000, NOW - 1000], speed: [4, 83], late: [1] }];
  series.load({ from: NOW - 120_000, to: NOW, devices });
  return series;
}

Deno.test("LiveSeries.load() keeps only the charted devices", () => {
  const series = loaded();
  series.add("b", NOW, 5, false, NOW);
  assertEquals(series.newest("b"), null);
  assertEquals(series.columns(unknownDevice("a")), [
    [NOW - 2000, NOW - 1000],
    [4, 83],
    [4, 83],
  ]);
  series.load({ from: 0, to: 1, devices: [] });
  assertEquals(series.newest("a"), null);
});

Deno.test("LiveSeries.add() marks late readings that fill the chart, for a moment", () => {
  const series = loaded();
  series.add("a", NOW - 60_000, 1, true, NOW);
  series.add("a", NOW - 59_000, 1, true, NOW + 250);
  series.add("a", NOW - 59_000, 1, true, NOW + 250);
  assertEquals([series.filled("a", NOW + 300), series.filled("a", NOW + 6000)], [2, 0]);
});

Deno.test("LiveSeries.extent() is one for all", () => {
  assertEquals(loaded().extent(), [0, 100]);
  assertEquals(new LiveSeries().extent(), [0, 10]);
});

Deno.test("gapOf() follows the interval", () => {
  assertEquals([gapOf({ interval: null }), gapOf({ interval: 0.1 }), gapOf({ interval: 30 })], [
    3000,
    3000,
    90_000,
  ]);
});
