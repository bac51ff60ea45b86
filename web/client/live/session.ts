/**
 * The live side of this page, shared by its islands: one stream, one clock, one fleet. Nothing here
 * changes on the server, which renders every page from its own data.
 */
import { batch, type Signal, signal } from "@preact/signals";
import type { EventData, EventName, Parts, PipelineSecond } from "../../live/frame.ts";
import { FleetStore } from "../fleet/fleet_store.ts";
import { LiveStream, type StreamState } from "./stream.ts";
import { leaveIfSignedOut } from "./signed_out.ts";
import { ScreenLatency } from "./screen_latency.ts";
import { ServerClock } from "./server_clock.ts";
import { PageTicker } from "./ticker.ts";

/** How the stream is. */
export const streamState: Signal<StreamState> = signal({ at: "connecting" });

/** Since when the screen stands still because someone asked for it (server's clock), or null. */
export const pausedAt: Signal<number | null> = signal(null);

/** What the live path depends on, by part. */
export const parts: Signal<Parts["parts"]> = signal({});

/** The newest second of the pipeline, and null before the first. */
export const second: Signal<PipelineSecond | null> = signal(null);

/** When the newest data was read (server's clock). */
export const asOf: Signal<number | null> = signal(null);

/** The server's time, once a second; 0 until the page has started, and still while paused. */
export const clock: Signal<number> = signal(0);

/** The fleet, as far as this page's channel brings it. */
export const fleet: FleetStore = new FleetStore();

/** Latencies that end on this screen. */
export const screen: ScreenLatency = new ScreenLatency();

type Listener<N extends EventName> = (data: EventData[N]) => void;

const serverClock = new ServerClock();
const listeners = new Map<EventName, Set<Listener<EventName>>>();
const ticker = new PageTicker(() => {
  if (pausedAt.peek() === null) clock.value = serverNow();
});
let stream: LiveStream | undefined;

/** The server's time now, as well as the page knows it. */
export function serverNow(): number {
  return Date.now() + serverClock.offset;
}

/** The moment that the screen shows: now, or when it was paused. */
export function shownNow(): number {
  return pausedAt.peek() ?? serverNow();
}

/** How wrong `serverNow` can be, in ms. */
export function clockError(): number {
  return serverClock.error;
}

/** Calls `listener` for every event of a name, after the stores took it in. */
export function listen<N extends EventName>(name: N, listener: Listener<N>): () => void {
  const set = listeners.get(name) ?? new Set();
  listeners.set(name, set);
  set.add(listener as Listener<EventName>);
  return () => set.delete(listener as Listener<EventName>);
}

/** Opens the page's stream and keeps it while the page is seen. Returns how to end it. */
export function startSession(url: string): () => void {
  stream = new LiveStream({
    open: () => new EventSource(url),
    onEvent: take,
    onState(state) {
      streamState.value = state;
      if (state.at === "lost") leaveIfSignedOut(url);
    },
  });
  ticker.start();
  const seen = () => document.hidden ? stream?.close() : open();
  const left = () => stream?.close();
  const events = { visibilitychange: seen, pageshow: seen, pagehide: left };
  for (const [name, act] of Object.entries(events)) addEventListener(name, act, true);
  seen();
  return () => {
    for (const [name, act] of Object.entries(events)) removeEventListener(name, act, true);
    stream?.close();
    ticker.stop();
  };
}

/** Lets the screen stand still; readings are still stored. */
export function pause(): void {
  pausedAt.value = clock.peek() || serverNow();
  stream?.close();
}

/** Goes on from a fresh snapshot; also tries a lost stream again at once. */
export function resume(): void {
  pausedAt.value = null;
  ticker.tick();
  open();
}

function open(): void {
  if (pausedAt.peek() === null && !document.hidden) stream?.open();
}

function take<N extends EventName>(name: N, data: EventData[N], arrived: number, asked: number) {
  const { now } = data;
  serverClock.observe(now, arrived, name === "hello" ? asked : undefined);
  batch(() => {
    if (name === "hello") ticker.tick(); // until the first one, the clock is the browser's own
    keep({ name, data } as Event);
    for (const listener of listeners.get(name) ?? []) listener(data);
  });
}

type Event = { [N in EventName]: { readonly name: N; readonly data: EventData[N] } }[EventName];

function keep(event: Event): void {
  const { name, data } = event;
  if (name === "parts") parts.value = { ...parts.peek(), ...data.parts };
  else if (name === "pipeline") second.value = data;
  else if (name === "hello") screen.opened(data.now);
  else if (name === "heartbeat") asOf.value = data.as_of;
  else if (name === "status") fleet.status(data);
  else if (name === "snapshot") fleet.snapshot(data);
  else if (name === "frame") fleet.frame(data);
  else if (name === "readings") fleet.readings(data);
  if (event.name === "frame" || event.name === "readings") screen.measure(event, serverNow);
  if (name === "snapshot" || name === "frame" || name === "readings") asOf.value = data.now;
}
