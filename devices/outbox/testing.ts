/** What tests of outboxes share. */
import { memoryLog } from "../lib/testing/log.ts";
import { Outbox, type Waiting } from "./outbox.ts";
import { Writer } from "./writer.ts";

/** How outboxes of tests settle: no probes, and losses soon. */
export const SETTLE = { window: 1000, gapGrace: 100, probeAfter: 600_000, random: Math.random };

/** Payloads that outboxes of tests keep in memory: few, so that most are read. */
export const AT_HAND = 64;

/** A KV file in memory with one outbox on it; disposing of it closes both. */
export async function memoryOutbox({
  limit = 10_000,
  device = "vehicle_01",
  window = SETTLE.window,
  monotonic = undefined as (() => number) | undefined,
  kv = undefined as
    | Deno.Kv
    | undefined,
} = {}) {
  kv ??= await Deno.openKv(":memory:");
  const writer = new Writer(kv, memoryLog());
  const settle = { ...SETTLE, window };
  const options = { kv, writer, limit, atHand: AT_HAND, settle, monotonic };
  const outbox = await Outbox.open(device, options);
  return {
    kv,
    writer,
    outbox,
    async [Symbol.asyncDispose]() {
      await writer.close();
      kv.close();
    },
  };
}

/** The seq of readings. */
export function seqs(readings: readonly Waiting[]): number[] {
  return readings.map(({ place }) => place.seq);
}
