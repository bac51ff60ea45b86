import { assertEquals } from "@std/assert";
import { FakeTime } from "@std/testing/time";
import { LiveStream, type Source, type StreamState } from "./stream.ts";

class FakeSource implements Source {
  closed = false;
  #listeners = new Map<string, (event: { data?: string }) => void>();

  addEventListener(type: string, listener: (event: { data?: string }) => void): void {
    this.#listeners.set(type, listener);
  }

  close(): void {
    this.closed = true;
  }

  send(name: string, data?: unknown): void {
    this.#listeners.get(name)?.(data === undefined ? {} : { data: JSON.stringify(data) });
  }

  hello(): void {
    this.send("hello", { boot: "b", now: 0, tick_ms: 250, heartbeat_ms: 2000 });
  }
}

function setUp() {
  const sources: FakeSource[] = [];
  const states: StreamState[] = [];
  const events: string[] = [];
  const stream = new LiveStream({
    open: () => {
      sources.push(new FakeSource());
      return sources.at(-1)!;
    },
    onEvent: (name) => events.push(name),
    onState: (state) => states.push(state),
    random: () => 1,
  });
  return { sources, states, events, stream };
}

Deno.test("LiveStream is live from the first hello on", () => {
  using _time = new FakeTime();
  const { sources, states, events, stream } = setUp();
  stream.open();
  sources[0].hello();
  sources[0].send("heartbeat", { now: 1, as_of: null });
  assertEquals(states.map(({ at }) => at), ["connecting", "live"]);
  assertEquals(events, ["hello", "heartbeat"]);
  stream.close();
  assertEquals(sources[0].closed, true);
});

Deno.test("LiveStream closes a silent connection after two missed heartbeats", () => {
  using time = new FakeTime();
  const { sources, states, stream } = setUp();
  stream.open();
  sources[0].hello();
  const heard = Date.now();
  time.tick(4_900);
  assertEquals(sources[0].closed, false);
  time.tick(100);
  assertEquals(sources[0].closed, true);
  assertEquals(states.at(-1), { at: "lost", since: heard, retryAt: Date.now() + 500 });
  time.tick(500);
  assertEquals(sources.length, 2);
  stream.close();
});

Deno.test("LiveStream tries again with growing waits and remembers since when", () => {
  using time = new FakeTime();
  const { sources, states, stream } = setUp();
  stream.open();
  sources[0].hello();
  const heard = Date.now();
  const waits: number[] = [];
  for (let i = 0; i < 7; i++) {
    sources[i].send("error");
    const state = states.at(-1)!;
    if (state.at !== "lost") throw new Error(`state is ${state.at}`);
    assertEquals(state.since, heard);
    waits.push(state.retryAt - Date.now());
    time.tick(waits[i]);
  }
  assertEquals(waits, [500, 1000, 2000, 4000, 8000, 10_000, 10_000]);
  sources[7].hello();
  assertEquals(states.at(-1), { at: "live" });
  sources[7].send("error");
  assertEquals((states.at(-1) as { retryAt: number }).retryAt - Date.now(), 500);
  stream.close();
});

Deno.test("LiveStream.open() tries at once while it waits", () => {
  using _time = new FakeTime();
  const { sources, stream } = setUp();
  stream.open();
  sources[0].send("error");
  stream.open();
  stream.open();
  assertEquals(sources.length, 2);
  stream.close();
});

Deno.test("LiveStream hears nothing of a connection that it has given up", () => {
  using _time = new FakeTime();
  const { sources, events, stream } = setUp();
  stream.open();
  sources[0].send("error");
  sources[0].hello();
  assertEquals(events, []);
  stream.close();
});

Deno.test("LiveStream.close() leaves no timer", () => {
  using time = new FakeTime();
  const { sources, states, stream } = setUp();
  stream.open();
  sources[0].send("error");
  stream.close();
  time.tick(60_000);
  assertEquals([sources.length, states.at(-1)?.at], [1, "closed"]);
});
