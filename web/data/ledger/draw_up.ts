/** The ledger, drawn up from what is stored, refused and told. Pure. */
import { type Range, Ranges } from "../../../devices/lib/ranges.ts";
import type { Eviction } from "../../../devices/wire/account.ts";
import type { Millis } from "../range.ts";
import type { ToldEpoch } from "./accounts.ts";
import { type DeviceFacts, drawDevice, type DrawnDevice, total } from "./draw_up_device.ts";
import type { DeviceLetters } from "./letters.ts";
import type { StoredEpoch } from "./stored.ts";
import type { DeviceLedger, Ledger, OutsideLedger } from "./types.ts";

/** What a ledger is drawn up from. */
export interface LedgerFacts {
  readonly told: readonly ToldEpoch[];
  readonly evictions: ReadonlyMap<ToldEpoch, readonly Eviction[]>;
  readonly stored: readonly StoredEpoch[];
  readonly letters: ReadonlyMap<string, DeviceLetters>;
  /** Whether the database has applied all that it took. */
  readonly applied: boolean;
}

/** A ledger whose devices still know from what they were drawn up. */
export interface DrawnLedger {
  readonly as_of: Millis | null;
  readonly devices: readonly DrawnDevice[];
  readonly outside: readonly OutsideLedger[];
}

/** Draws up each device. */
export function draw(facts: LedgerFacts): DrawnLedger {
  const devices: DrawnDevice[] = [];
  const outside: OutsideLedger[] = [];
  for (const one of byDevice(facts)) {
    if (one.told.length > 0) devices.push(drawDevice(one));
    outside.push(...outsideLedger(one));
  }
  const times = devices.map(({ ledger }) => ledger.told)
    .concat(facts.stored.map(({ tally }) => tally.last));
  const as_of = times.reduce<number | null>((most, time) => Math.max(most ?? 0, time), null);
  return { as_of, devices, outside };
}

/** The ledger as it is shown. */
export function asLedger({ as_of, devices: drawn, outside }: DrawnLedger): Ledger {
  const devices = drawn.map(({ ledger }) => ledger).sort(worstFirst);
  return {
    as_of,
    fleet: { devices: devices.length, ...total(devices) },
    devices,
    outside: outside.toSorted((a, b) => compare(a.device_id, b.device_id)),
  };
}

/** Draws up the ledger. */
export function drawUp(facts: LedgerFacts): Ledger {
  return asLedger(draw(facts));
}

function byDevice({ told, stored, letters, ...common }: LedgerFacts): DeviceFacts[] {
  const tolds = Map.groupBy(told, ({ device }) => device);
  const stores = Map.groupBy(stored, ({ device }) => device);
  const names = new Set([...tolds.keys(), ...stores.keys(), ...letters.keys()]);
  return Array.from(names, (device) => ({
    ...common,
    device,
    told: tolds.get(device) ?? [],
    stored: stores.get(device) ?? [],
    letters: letters.get(device),
  }));
}

/** What a device has that belongs to no account. */
function outsideLedger({ device, told, stored, letters }: DeviceFacts): OutsideLedger[] {
  const isOutside = told.length === 0;
  const counted = isOutside ? stored : stored.filter(({ epoch }) => epoch <= 0);
  const named = isOutside ? [...letters?.epochs.values() ?? []].map(count) : [];
  const dead_lettered = named.reduce((a, b) => a + b, 0) + (letters?.others ?? 0);
  if (counted.length === 0 && dead_lettered === 0) return [];
  return [{
    device_id: device,
    stored: counted.reduce((sum, { epoch, pieces, tally }) => {
      return sum + (epoch > 0 ? count(pieces.map(({ from, to }) => [from, to])) : tally.readings);
    }, 0),
    dead_lettered,
    first: least(counted.map(({ tally }) => tally.first)),
    last: least(counted.map(({ tally }) => -tally.last), -1),
    why: named.length > 0 || counted.some(({ epoch }) => epoch > 0)
      ? "no_account"
      : counted.length > 0
      ? "no_epoch"
      : "no_reading",
  }];
}

/** How many numbers ranges hold that may overlap. */
function count(ranges: readonly Range[]): number {
  const all = new Ranges();
  for (const [from, to] of ranges) all.add(from, to);
  return all.count;
}

function least(times: readonly number[], sign = 1): number | null {
  return times.length === 0 ? null : sign * times.reduce((a, b) => Math.min(a, b));
}

function worstFirst(a: DeviceLedger, b: DeviceLedger): number {
  return (b.missing ?? 0) - (a.missing ?? 0) || b.abandoned - a.abandoned ||
    b.evicted - a.evicted || compare(a.device_id, b.device_id);
}

const { compare } = new Intl.Collator("en", { numeric: true });
