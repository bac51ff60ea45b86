import { assert, assertEquals } from "@std/assert";
import { SeriesWindow } from "./window.ts";

function windowOf(...points: [number, number | null, boolean?][]): SeriesWindow {
  const series = new SeriesWindow();
  for (const [ts, value, late] of points) series.add(ts, value, late ?? false);
  return series;
}

Deno.test("SeriesWindow.add() puts late points where they belong", () => {
  const series = windowOf([1000, 1], [2000, 2], [9000, 9]);
  assertEquals(series.columns(3000)[1], [1, 2, null, 9]);
  assert(series.add(5000, 5, true));
  assert(series.add(3000, 3, true));
  assertEquals(series.columns(4000), [
    [1000, 2000, 3000, 5000, 9000],
    [1, 2, 3, 5, 9],
    [null, 2, 3, 5, null],
  ]);
});

Deno.test("SeriesWindow.add() replaces a point that comes again", () => {
  const series = windowOf([1000, 1], [2000, 2]);
  assertEquals(series.add(1000, 1, false), false);
  assertEquals(series.size, 2);
});

Deno.test("SeriesWindow.trim() lets go of the oldest", () => {
  const series = windowOf([1000, 1], [2000, 2], [3000, null]);
  series.trim(2000);
  assertEquals(series.columns(3000)[0], [2000, 3000]);
  series.trim(9999);
  assertEquals([series.size, series.newest, series.greatest()], [0, null, null]);
});

Deno.test("SeriesWindow.lateSince() counts late points", () => {
  const series = windowOf([1000, 1, true], [2000, 2, true], [3000, 3]);
  assertEquals([series.lateSince(0), series.lateSince(1500), series.lateSince(2500)], [2, 1, 0]);
});
