/** The ledger, drawn up from what is stored, refused and told. Pure. */
import type { Range } from "../../../devices/lib/ranges.ts";
import type { Eviction } from "../../../devices/wire/account.ts";
import type { ToldEpoch } from "./accounts.ts";
import { balance, size } from "./balance.ts";
import type { DeviceLetters } from "./letters.ts";
import type { Piece } from "./pieces.ts";
import type { StoredEpoch } from "./stored.ts";
import {
  type DeviceLedger,
  type EpochLedger,
  type Ledger,
  type MissingRange,
  MOST_RANGES,
  type OutsideLedger,
  type Sums,
} from "./types.ts";

/** What a ledger is drawn up from. */
export interface LedgerFacts {
  readonly told: readonly ToldEpoch[];
  readonly evictions: ReadonlyMap<ToldEpoch, readonly Eviction[]>;
  readonly stored: readonly StoredEpoch[];
  readonly letters: ReadonlyMap<string, DeviceLetters>;
  /** Whether the database has applied all that it took. */
  readonly applied: boolean;
}

/** Everything about one device. */
interface DeviceFacts {
  readonly device: string;
  readonly told: readonly ToldEpoch[];
  readonly stored: readonly StoredEpoch[];
  readonly letters: DeviceLetters | undefined;
}

/** Draws up the ledger. */
export function drawUp(facts: LedgerFacts): Ledger {
  const devices: DeviceLedger[] = [];
  const outside: OutsideLedger[] = [];
  for (const one of byDevice(facts)) {
    if (one.told.length > 0) devices.push(deviceLedger(one, facts));
    outside.push(...outsideLedger(one));
  }
  const times = devices.map(({ told }) => told)
    .concat(facts.stored.map(({ tally }) => tally.last));
  return {
    as_of: times.reduce<number | null>((most, time) => Math.max(most ?? 0, time), null),
    fleet: { devices: devices.length, ...total(devices) },
    devices: devices.sort(worstFirst),
    outside: outside.sort((a, b) => compare(a.device_id, b.device_id)),
  };
}

function byDevice({ told, stored, letters }: LedgerFacts): DeviceFacts[] {
  const tolds = Map.groupBy(told, ({ device }) => device);
  const stores = Map.groupBy(stored, ({ device }) => device);
  const names = new Set([...tolds.keys(), ...stores.keys(), ...letters.keys()]);
  return Array.from(names, (device) => ({
    device,
    told: tolds.get(device) ?? [],
    stored: stores.get(device) ?? [],
    letters: letters.get(device),
  }));
}

function deviceLedger(one: DeviceFacts, facts: LedgerFacts): DeviceLedger {
  const newest = one.told.reduce((most, told) => told.account > most.account ? told : most);
  const numbers = new Set([
    ...one.told.flatMap(({ epoch }) => epoch === null ? [] : [epoch]),
    ...one.stored.flatMap(({ epoch }) => epoch > 0 ? [epoch] : []),
  ]);
  const epochs = Array.from(numbers, (epoch) => epochLedger(epoch, newest, one, facts))
    .sort((a, b) => (b.told ?? b.last ?? 0) - (a.told ?? a.last ?? 0) || b.epoch - a.epoch);
  const { account, told } = newest;
  return { device_id: one.device, account, told, ...total(epochs), epochs };
}

/** Readings may be younger than the last account; by so much, an epoch that it lacks is new. */
const NEW = 60_000; // ms

function epochLedger(
  epoch: number,
  newest: ToldEpoch,
  { told, stored, letters }: DeviceFacts,
  { evictions, applied }: LedgerFacts,
): EpochLedger {
  const last = told.find((one) => one.epoch === epoch);
  const there = stored.find((one) => one.epoch === epoch);
  const pieces = there?.pieces ?? [];
  const evicted = last === undefined ? [] : evictions.get(last) ?? [];
  const { missing, deadLettered, ...sums } = balance({
    produced: last?.produced ?? 0,
    oldest: last?.oldest ?? 1,
    stored: pieces.map(({ from, to }): Range => [from, to]),
    deadLettered: letters?.epochs.get(epoch) ?? [],
    evicted: evicted.map(([from, to]): Range => [from, to]),
  });
  const isNamed = last === undefined
    ? (there?.tally.last ?? 0) > newest.told - NEW
    : last.account === newest.account;
  const isEmpty = last !== undefined && last.oldest > last.produced;
  const lines = applied ? missing.slice(0, MOST_RANGES) : [];
  return {
    ...sums,
    dead_lettered: deadLettered,
    abandoned: isNamed || isEmpty ? 0 : sums.waiting,
    missing: applied ? size(missing) : null,
    epoch,
    open: isNamed,
    told: last?.told ?? null,
    first: there?.tally.first ?? null,
    last: there?.tally.last ?? null,
    missing_ranges: lines.map((range) => withTimes(range, pieces)),
  };
}

function withTimes([from, to]: Range, pieces: readonly Piece[]): MissingRange {
  return {
    from,
    to,
    after: pieces.findLast((piece) => piece.to < from)?.last ?? null,
    before: pieces.find((piece) => piece.from > to)?.first ?? null,
  };
}

/** What a device has that belongs to no account. */
function outsideLedger({ device, told, stored, letters }: DeviceFacts): OutsideLedger[] {
  const isOutside = told.length === 0;
  const counted = isOutside ? stored : stored.filter(({ epoch }) => epoch <= 0);
  const named = isOutside ? [...letters?.epochs.values() ?? []].flat() : [];
  const dead_lettered = size(named) + (letters?.others ?? 0);
  if (counted.length === 0 && dead_lettered === 0) return [];
  return [{
    device_id: device,
    stored: counted.reduce((sum, { epoch, pieces, tally }) => {
      return sum + (epoch > 0 ? size(pieces.map(({ from, to }) => [from, to])) : tally.readings);
    }, 0),
    dead_lettered,
    first: least(counted.map(({ tally }) => tally.first)),
    last: least(counted.map(({ tally }) => -tally.last), -1),
    why: counted.some(({ epoch }) => epoch > 0) ? "no_account" : "no_epoch",
  }];
}

function least(times: readonly number[], sign = 1): number | null {
  return times.length === 0 ? null : sign * times.reduce((a, b) => Math.min(a, b));
}

const TERMS = ["produced", "stored", "dead_lettered", "waiting", "abandoned", "evicted"] as const;

/** The sum of sums; what nobody can say of a part, nobody can say of the whole. */
function total(parts: readonly Sums[]): Sums {
  const sum = (of: (part: Sums) => number) => parts.reduce((sum, part) => sum + of(part), 0);
  const terms = Object.fromEntries(TERMS.map((term) => [term, sum((part) => part[term])]));
  const isKnown = parts.every(({ missing }) => missing !== null);
  const missing = isKnown ? sum(({ missing }) => missing ?? 0) : null;
  return { ...terms as Omit<Sums, "missing">, missing };
}

function worstFirst(a: DeviceLedger, b: DeviceLedger): number {
  return (b.missing ?? 0) - (a.missing ?? 0) || b.abandoned - a.abandoned ||
    b.evicted - a.evicted || compare(a.device_id, b.device_id);
}

const { compare } = new Intl.Collator("en", { numeric: true });
