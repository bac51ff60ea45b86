import { assert, assertEquals, assertRejects } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { Live } from "./live.ts";
import { MOST_IN_FRAME } from "./readings_feed.ts";
import { FakeSource, reading, status } from "./testing/fake_source.ts";
import { EventReader } from "./testing/read_events.ts";

const NOW = Date.UTC(2026, 10, 20, 14);
const HOUR = 3_600_000;
const TICK = 250;

/** A running live side in fake time. */
class Running implements AsyncDisposable {
  readonly time = new FakeTime(NOW);
  readonly source = new FakeSource();
  readonly live = new Live({ source: this.source, tick: TICK, now: Date.now });
  readonly #stop = new AbortController();
  readonly #done = this.live.run(this.#stop.signal);

  open(channel: Parameters<Live["open"]>[0] = { kind: "fleet" }): EventReader {
    return new EventReader(this.live.open(channel));
  }

  async pass(ms: number): Promise<void> {
    const step = ms > 5000 ? TICK : 50;
    for (let passed = 0; passed < ms; passed += step) await this.time.tickAsync(step);
    for (let i = 0; i < 5; i++) await this.time.runMicrotasks();
  }

  async [Symbol.asyncDispose]() {
    this.#stop.abort();
    await this.pass(50);
    await this.#done;
    this.time.restore();
  }
}

Deno.test("Live asks nothing while nobody looks", async () => {
  await using running = new Running();
  await running.pass(60_000);
  assertEquals(running.source.asked, []);
});

Deno.test("Live asks one question a tick while nothing changes, for one stream or a thousand", async () => {
  await using running = new Running();
  const readers = Array.from({ length: 1000 }, () => running.open());
  await running.pass(1000);
  running.source.asked.length = 0;
  await running.pass(10 * TICK);
  assertEquals(new Set(running.source.asked), new Set(["applied"]));
  assert(running.source.asked.length <= 11);
  for (const reader of readers) await reader.cancel();
});

Deno.test("Live begins with a snapshot and goes on with frames", async () => {
  await using running = new Running();
  running.source.commit(reading("a", NOW - 5000), reading("b", NOW - 4000));
  running.source.say(status("a", "online", NOW - 60_000));
  const reader = running.open();
  await running.pass(TICK);
  const snapshot = reader.of("snapshot").at(-1)!;
  assertEquals(snapshot.devices.toSorted(), ["a", "b"]);
  assertEquals(snapshot.latest.ts.map((ts) => ts! + snapshot.base).toSorted(), [
    NOW - 5000,
    NOW - 4000,
  ]);
  assertEquals(snapshot.status.online[snapshot.devices.indexOf("a")], 1);
  assertEquals(snapshot.status.online[snapshot.devices.indexOf("b")], null);

  running.source.commit(reading("b", NOW + 100), reading("c", NOW + 120));
  await running.pass(2 * TICK);
  const [frame] = reader.of("frame");
  assertEquals(frame.added, ["c"]);
  assertEquals(frame.device, [snapshot.devices.indexOf("b"), 2]);
  assertEquals(frame.ts.map((ts) => ts! + frame.base), [NOW + 100, NOW + 120]);
  assertEquals([frame.lag, frame.labels, frame.detection_label], [[10, 10], ["car"], [0, 0]]);
});

Deno.test("Live tells late readings within the window point by point, older ones by their range", async () => {
  await using running = new Running();
  running.source.commit(reading("a", NOW - 1000));
  const [fleet, page] = [running.open(), running.open({ kind: "device", device: "a" })];
  await running.pass(TICK);
  running.source.commit(
    reading("a", NOW - 2 * HOUR, 2 * HOUR + 50),
    reading("a", NOW - 60_000, 60_050),
    reading("a", NOW + 90),
  );
  await running.pass(2000);
  const [frame] = fleet.of("frame");
  assertEquals(frame.ts.map((ts) => ts! + frame.base), [NOW - 60_000, NOW + 90]);
  assertEquals(page.of("readings")[0].rows.map(([ts]) => ts), [NOW - 60_000, NOW + 90]);
  for (const reader of [fleet, page]) {
    assertEquals(reader.of("late").flatMap(({ devices }) => devices), [
      { device_id: "a", from: NOW - 2 * HOUR, to: NOW - 2 * HOUR, count: 1 },
    ]);
  }
  assertEquals(running.live.state.get("a")!.reading!.ts, NOW + 90);
});

Deno.test("Live repeats no reading that it has told", async () => {
  await using running = new Running();
  const reader = running.open();
  await running.pass(TICK);
  running.source.commit(reading("a", NOW + 10, 200));
  await running.pass(TICK);
  running.source.commit(reading("b", NOW + 5, 210));
  await running.pass(2 * TICK);
  const frames = reader.of("frame");
  assertEquals(frames.map(({ device }) => device.length), [1, 1]);
});

Deno.test("Live finds readings that were received before others that came first", async () => {
  await using running = new Running();
  const reader = running.open();
  await running.pass(TICK);
  running.source.commit(reading("a", NOW + 100, 5000));
  await running.pass(TICK);
  running.source.commit(reading("b", NOW + 90, 10)); // received 5 s before, by another ingest
  await running.pass(2 * TICK);
  const ids = reader.of("frame").flatMap(({ added }) => added ?? []);
  assertEquals(ids, ["a", "b"]);
});

Deno.test("Live gives everybody a snapshot when there is too much to tell", async () => {
  await using running = new Running();
  const reader = running.open();
  await running.pass(TICK);
  const many = Array.from({ length: MOST_IN_FRAME + 1 }, (_, i) => reading(`v${i}`, NOW + i / 100));
  running.source.commit(...many);
  await running.pass(3000);
  assertEquals(reader.of("frame"), []);
  assertEquals(reader.of("snapshot").at(-1)!.devices.length, many.length);
});

Deno.test("Live follows readings by their receive time where transactions have no times", async () => {
  await using running = new Running();
  running.source.blind = true;
  const reader = running.open();
  await running.pass(TICK);
  running.source.commit(reading("a", NOW + 100));
  await running.pass(2 * TICK);
  assertEquals(reader.of("frame").length, 1);
  assertEquals(running.live.board.event.parts.live!.status, "degraded");
});

Deno.test("Live tells whose connection changed", async () => {
  await using running = new Running();
  running.source.say(status("a", "online", NOW - 9000));
  const [fleet, page] = [running.open(), running.open({ kind: "device", device: "a" })];
  await running.pass(TICK);
  running.source.say(status("a", "offline", NOW + 100));
  running.source.say(status("b", "online", NOW + 150));
  await running.pass(2 * TICK);
  const change = fleet.of("status")[0];
  assertEquals([change.device, change.online, change.added], [[0, 1], [0, 1], ["b"]]);
  assertEquals([page.of("status")[0].device, page.of("status")[0].since], [[0], [NOW + 100]]);

  running.source.say(status("a", "offline", NOW + 5000)); // the same will, received again
  await running.pass(2 * TICK);
  assertEquals(fleet.of("status").length, 1);
  assertEquals(running.live.state.get("a")!.status!.since, NOW + 100);
});

Deno.test("Live numbers the device of a page before its first reading", async () => {
  await using running = new Running();
  const page = running.open({ kind: "device", device: "a" });
  await running.pass(TICK);
  assertEquals(page.of("snapshot").at(-1)!.devices, ["a"]);
  running.source.say(status("a", "online", NOW + 100));
  running.source.commit(reading("a", NOW + 110));
  await running.pass(2 * TICK);
  assertEquals(page.of("status")[0].device, [0]);
  assertEquals(page.of("readings")[0].rows.length, 1);
});

Deno.test("Live says which part is down and since when, and comes back with a snapshot", async () => {
  await using running = new Running();
  running.source.commit(reading("a", NOW - 1000));
  const reader = running.open();
  await running.pass(TICK);
  running.source.down = true;
  await running.pass(10_000);
  const down = reader.of("parts").at(-1)!.parts.database!;
  assertEquals([down.status, down.detail], ["down", "down"]);
  assert(down.since > NOW && down.since < NOW + 1000);
  assertEquals(reader.of("heartbeat").at(-1)!.as_of, null);

  const newcomer = running.open();
  await running.pass(50);
  assertEquals(newcomer.of("snapshot")[0].devices, ["a"]); // with its real age

  running.source.down = false;
  running.source.commit(reading("b", NOW + 9000));
  const before = reader.of("snapshot").length;
  await running.pass(2000);
  assertEquals(reader.of("parts").at(-1)!.parts.database!.status, "ok");
  assertEquals(reader.of("snapshot").length, before + 1);
  assertEquals(reader.of("snapshot").at(-1)!.devices.length, 2);
});

Deno.test("Live sends heartbeats whatever happens", async () => {
  await using running = new Running();
  running.source.down = true;
  const reader = running.open({ kind: "pipeline" });
  await running.pass(10_100);
  assertEquals(reader.of("heartbeat").length, 5);
  assertEquals(reader.of("snapshot"), []);
});

Deno.test("Live.upToDate() wakes it, and rejects while the database does not answer", async () => {
  await using running = new Running();
  running.source.commit(reading("a", NOW - 1000));
  const ready = running.live.upToDate();
  await running.pass(TICK);
  await ready;
  assertEquals(running.live.state.size, 1);
  running.source.down = true;
  await running.pass(10_000);
  const refused = assertRejects(() => running.live.upToDate(), Error, "down");
  await running.pass(2000);
  await refused;
});

Deno.test("Live goes to sleep half a minute after the last look", async () => {
  await using running = new Running();
  const ready = running.live.upToDate();
  await running.pass(TICK);
  await ready;
  await running.pass(31_000);
  running.source.asked.length = 0;
  await running.pass(10_000);
  assertEquals(running.source.asked, []);
});
