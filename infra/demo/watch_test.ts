import { assertEquals } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import type { Figures } from "./figures.ts";
import { FleetStatus } from "./fleet_status.ts";
import { pass } from "./testing/pass.ts";
import { watch } from "./watch.ts";

Deno.test("watch() looks often for the first row, then once a second", async () => {
  using time = new FakeTime();
  const stop = new AbortController();
  const shown: string[] = [];
  let first = 0;
  let figures: Figures | undefined = { rows: 5, newest: -60_000 };
  const watching = watch({
    figures: () => Promise.resolve(figures),
    before: 5,
    fleet: new FleetStatus(),
    show: (line) => void shown.push(line),
    onFirstRow: () => first++,
    signal: stop.signal,
  });
  await pass(time, 1000);
  assertEquals([shown.length >= 9, first], [true, 0]);

  shown.length = 0;
  for (let rows = 15; rows <= 45; rows += 10) {
    figures = { rows, newest: Date.now() };
    await pass(time, 1000);
  }
  assertEquals(first, 1);
  assertEquals(shown.at(-1)?.replace(/newest.*/, ""), "0 online · 10.0 rows/s · ");
  assertEquals(shown.length <= 6, true);

  figures = undefined;
  await pass(time, 1000);
  assertEquals(shown.at(-1), "0 online · database does not answer");
  stop.abort();
  await watching;
});
