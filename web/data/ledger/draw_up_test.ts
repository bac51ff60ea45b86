import { assertEquals } from "@std/assert";
import type { ToldEpoch } from "./accounts.ts";
import { drawUp, type LedgerFacts } from "./draw_up.ts";
import type { StoredEpoch } from "./stored.ts";

const NOW = Date.UTC(2026, 10, 21, 5);
const NOTHING: LedgerFacts = {
  ...{ told: [], stored: [], applied: true },
  evictions: new Map(),
  letters: new Map(),
};

function told(device: string, epoch: number | null, more: Partial<ToldEpoch> = {}): ToldEpoch {
  return { device, epoch, account: 1, produced: 9, oldest: 10, evicted: 0, told: NOW, ...more };
}

/** Readings 1 to `to` of an epoch, the last of them now. */
function stored(device: string, epoch: number, to: number, last = NOW): StoredEpoch {
  const piece = { from: 1, to, first: last - to, last };
  const tally = { ...piece, readings: to, seqSum: 0, squareSum: 0 };
  return { device, epoch, pieces: [piece], tally };
}

Deno.test("drawUp() says nothing is missing, or that nobody knows", () => {
  const facts = { ...NOTHING, told: [told("a", 7)], stored: [stored("a", 7, 7)] };
  assertEquals(drawUp(facts).fleet.missing, 2);
  const behind = drawUp({ ...facts, applied: false });
  assertEquals([behind.fleet.missing, behind.devices[0].epochs[0].missing_ranges], [null, []]);
  assertEquals(drawUp(NOTHING).fleet.missing, 0);
});

Deno.test("drawUp() tells a forgotten epoch from one that was shown empty and from a new one", () => {
  const { devices: [device] } = drawUp({
    ...NOTHING,
    told: [told("a", 1, { oldest: 6 }), told("a", 2), told("a", 3, { account: 2, oldest: 5 })],
    letters: new Map([["a", { device: "a", epochs: new Map([[2, [[12, 12]]]]), others: 0 }]]),
    stored: [stored("a", 1, 5), stored("a", 2, 9), stored("a", 3, 4), stored("a", 4, 2)],
  });
  const epochs = device.epochs.map(({ epoch, open, waiting, abandoned }) => [
    ...[epoch, open, waiting, abandoned],
  ]);
  assertEquals(epochs.sort(), [
    ...[[1, false, 4, 4], [2, false, 2, 0], [3, true, 5, 0], [4, true, 0, 0]],
  ]);
  assertEquals([device.account, device.waiting, device.abandoned], [2, 11, 4]);
});

Deno.test("drawUp() calls abandoned what an outbox from a backup no longer knows", () => {
  const { devices: [{ epochs: [epoch] }] } = drawUp({
    ...NOTHING,
    told: [told("a", 1, { produced: 20, oldest: 6 }), told("a", null, { account: 2 })],
    stored: [stored("a", 1, 5)],
  });
  assertEquals([epoch.epoch, epoch.produced, epoch.waiting, epoch.abandoned], [1, 20, 15, 15]);
  const { devices: [{ epochs: [later] }] } = drawUp({
    ...NOTHING,
    told: [told("a", 1, { produced: 5, oldest: 6 }), told("a", null, { account: 2 })],
    stored: [
      {
        ...stored("a", 1, 9),
        pieces: [{ from: 1, to: 5, first: 1, last: 5 }, {
          ...{ from: 8, to: 9, first: 8, last: 9 },
        }],
      },
    ],
  });
  assertEquals([later.waiting, later.abandoned], [2, 2]);
});

Deno.test("drawUp() takes an account of no epochs for the last word, too", () => {
  const facts = {
    ...NOTHING,
    told: [told("a", 1, { oldest: 3 }), told("a", null, { account: 2 })],
  };
  const { devices: [{ account, epochs }] } = drawUp({ ...facts, stored: [stored("a", 1, 2)] });
  assertEquals([account, epochs.length, epochs[0].abandoned], [2, 1, 7]);
});

Deno.test("drawUp() lists those who keep no account apart", () => {
  const epochs = new Map([[5, [[1, 1], [2, 2]] as const]]);
  const { outside, fleet } = drawUp({
    ...NOTHING,
    told: [told("a", 7)],
    stored: [stored("foreign", 0, 3), stored("mute", 5, 3), stored("a", 7, 9), stored("a", 0, 2)],
    letters: new Map([["mute", { device: "mute", epochs, others: 1 }]]),
  });
  assertEquals(
    outside.map(({ device_id, stored, dead_lettered, why }) => [
      ...[device_id, stored, dead_lettered, why],
    ]),
    [
      ["a", 2, 0, "no_epoch"],
      ["foreign", 3, 0, "no_epoch"],
      ["mute", 3, 3, "no_account"],
    ],
  );
  assertEquals([fleet.devices, fleet.produced], [1, 9]);
});

Deno.test("drawUp() puts those first that need someone", () => {
  const { devices } = drawUp({
    ...NOTHING,
    told: [told("a10", 1), told("a9", 1), told("b", 1), told("c", 1, { oldest: 1 })],
    stored: [stored("a10", 1, 9), stored("a9", 1, 9), stored("b", 1, 8)],
  });
  assertEquals(devices.map(({ device_id }) => device_id), ["b", "a9", "a10", "c"]);
});
