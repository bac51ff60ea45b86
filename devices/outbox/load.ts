/** Reads an outbox file: what is in it at the start, and payloads that are not at hand. */
import { type Epoch, newEpoch, type Place } from "../settle/epoch.ts";
import { accountKey, type EpochRecord, type EvictedRecord, readingKey } from "./keys.ts";

/** Readings asked for at once; KV's own most. */
const PAGE = 500;
/** Readings this close to each other are read in one pass, with what is between them. */
const NEAR = 20;

/** What earlier starts of the process have left of a device, in the order of the starts. */
export async function loadEpochs(kv: Deno.Kv, device: string): Promise<Epoch[]> {
  const epochs = new Map<number, Epoch>();
  for await (const { key, value } of kv.list<EpochRecord>({ prefix: [device, "epoch"] })) {
    const start = key[2] as number;
    epochs.set(start, newEpoch(start, value.epoch, value));
  }
  for await (const { key, value } of kv.list<EvictedRecord>({ prefix: [device, "evicted"] })) {
    const { to, reason } = value;
    epochs.get(key[2] as number)?.evicted[reason].add(key[3] as number, to);
  }
  for await (const { key } of kv.list({ prefix: [device, "reading"] }, { batchSize: PAGE })) {
    epochs.get(key[2] as number)?.waiting.add(key[3] as number);
  }
  return [...epochs.values()];
}

/** The number of the last account; 0 if there was none. */
export async function loadAccount(kv: Deno.Kv, device: string): Promise<number> {
  return (await kv.get<number>(accountKey(device))).value ?? 0;
}

/** The payloads at `places`; `undefined` where there is none. */
export async function readPayloads(
  kv: Deno.Kv,
  device: string,
  places: readonly Place[],
): Promise<(string | undefined)[]> {
  const found = new Map<Epoch, Map<number, string>>();
  for (const [epoch, own] of Map.groupBy(places, (place) => place.epoch)) {
    const payloads = new Map<number, string>();
    for (const run of runs(own)) await readRun(kv, device, epoch.start, run, payloads);
    found.set(epoch, payloads);
  }
  return places.map(({ epoch, seq }) => found.get(epoch)?.get(seq));
}

/** Ranges of seq that hold all places, and little else. */
function runs(places: readonly Place[]): [from: number, to: number][] {
  const runs: [number, number][] = [];
  for (const seq of places.map(({ seq }) => seq).sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && seq - last[1] <= NEAR) last[1] = seq;
    else runs.push([seq, seq]);
  }
  return runs;
}

/** Reads what is in the file from one seq to another in one pass. */
async function readRun(
  kv: Deno.Kv,
  device: string,
  start: number,
  [from, to]: readonly [number, number],
  found: Map<number, string>,
): Promise<void> {
  const range = { start: readingKey(device, start, from), end: readingKey(device, start, to + 1) };
  for await (const { key, value } of kv.list<string>(range, { batchSize: PAGE })) {
    found.set(key[3] as number, value);
  }
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
