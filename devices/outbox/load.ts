/** Reads an outbox file: what is in it at the start, and payloads that are not at hand. */
import type { Epoch, Place } from "./backlog.ts";
import { type EpochRecord, readingKey } from "./keys.ts";
import { Ranges } from "../lib/ranges.ts";

/** Readings asked for at once; KV's own most. */
const PAGE = 500;

/** What earlier starts of the process have left of a device, in the order of the starts. */
export async function loadEpochs(kv: Deno.Kv, device: string): Promise<Epoch[]> {
  const epochs = new Map<number, Epoch>();
  for await (const { key, value } of kv.list<EpochRecord>({ prefix: [device, "epoch"] })) {
    const start = key[2] as number;
    const { epoch } = value;
    epochs.set(start, { start, epoch, waiting: new Ranges(), evicted: new Ranges() });
  }
  for await (const { key, value } of kv.list<number>({ prefix: [device, "evicted"] })) {
    epochs.get(key[2] as number)?.evicted.add(key[3] as number, value);
  }
  for await (const { key } of kv.list({ prefix: [device, "reading"] }, { batchSize: PAGE })) {
    epochs.get(key[2] as number)?.waiting.add(key[3] as number);
  }
  return [...epochs.values()];
}

/** The payloads at `places`, which are in ascending order; `undefined` where there is none. */
export async function readPayloads(
  kv: Deno.Kv,
  device: string,
  places: readonly Place[],
): Promise<(string | undefined)[]> {
  const payloads: (string | undefined)[] = [];
  for (const run of Map.groupBy(places, (place) => place.epoch.start).values()) {
    payloads.push(...await readRun(kv, device, run));
  }
  return payloads;
}

/** Reads places of one epoch in one pass over the keys from the first to the last. */
async function readRun(
  kv: Deno.Kv,
  device: string,
  places: Place[],
): Promise<(string | undefined)[]> {
  const { start } = places[0].epoch;
  const range = {
    start: readingKey(device, start, places[0].seq),
    end: readingKey(device, start, places.at(-1)!.seq + 1),
  };
  const found = new Map<unknown, string>();
  for await (const { key, value } of kv.list<string>(range, { batchSize: PAGE })) {
    found.set(key[3], value);
  }
  return places.map(({ seq }) => found.get(seq));
}

/** The devices of which a file holds readings, in the order of their ids. */
export async function devicesWaiting(kv: Deno.Kv): Promise<string[]> {
  const devices: string[] = [];
  let start: Deno.KvKey = [""];
  for (;;) {
    const [first] = await Array.fromAsync(kv.list({ start, end: [0] }, { limit: 1 }));
    if (!first) return devices;
    const device = first.key[0] as string;
    const readings = kv.list({ prefix: [device, "reading"] }, { limit: 1 });
    if ((await readings.next()).value) devices.push(device);
    start = [`${device}\0`]; // the next id that there could be
  }
}
