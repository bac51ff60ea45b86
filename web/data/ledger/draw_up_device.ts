/** The account of one device, drawn up from what is stored, refused and told. Pure. */
import type { Range } from "../../../devices/lib/ranges.ts";
import type { Eviction } from "../../../devices/wire/account.ts";
import type { Millis } from "../range.ts";
import type { ToldEpoch } from "./accounts.ts";
import { balance, type EpochBalance } from "./balance.ts";
import type { DeviceLetters } from "./letters.ts";
import { around } from "./pieces.ts";
import type { StoredEpoch } from "./stored.ts";
import { type DeviceLedger, type EpochLedger, MOST_RANGES, type Sums } from "./types.ts";

/** Everything about one device. */
export interface DeviceFacts {
  readonly device: string;
  /** Of each epoch that was ever named the last account. */
  readonly told: readonly ToldEpoch[];
  readonly evictions: ReadonlyMap<ToldEpoch, readonly Eviction[]>;
  readonly stored: readonly StoredEpoch[];
  readonly letters: DeviceLetters | undefined;
  /** Whether the database has applied all that it took. */
  readonly applied: boolean;
}

/** How one start of a device stands, and from what that was drawn up. */
export interface DrawnEpoch {
  readonly ledger: EpochLedger;
  readonly balance: EpochBalance;
  readonly stored: StoredEpoch | undefined;
}

/** A device's account, and its epochs, the newest first. */
export interface DrawnDevice {
  readonly ledger: DeviceLedger;
  readonly epochs: readonly DrawnEpoch[];
}

/** Draws up the account of a device that has told of itself. */
export function drawDevice(facts: DeviceFacts): DrawnDevice {
  const newest = facts.told.reduce((most, told) => told.account > most.account ? told : most);
  const numbers = new Set([
    ...facts.told.flatMap(({ epoch }) => epoch === null ? [] : [epoch]),
    ...facts.stored.flatMap(({ epoch }) => epoch > 0 ? [epoch] : []),
  ]);
  const epochs = Array.from(numbers, (epoch) => drawEpoch(epoch, newest, facts))
    .sort((a, b) => newestTime(b) - newestTime(a) || b.ledger.epoch - a.ledger.epoch);
  const ledgers = epochs.map(({ ledger }) => ledger);
  const { account, told } = newest;
  const ledger = { device_id: facts.device, account, told, ...total(ledgers), epochs: ledgers };
  return { ledger, epochs };
}

function newestTime({ ledger: { told, last } }: DrawnEpoch): Millis {
  return told ?? last ?? 0;
}

/** Readings may be younger than the last account; by so much, an epoch that it lacks is new. */
const NEW = 60_000; // ms

function drawEpoch(epoch: number, newest: ToldEpoch, facts: DeviceFacts): DrawnEpoch {
  const last = facts.told.find((one) => one.epoch === epoch);
  const stored = facts.stored.find((one) => one.epoch === epoch);
  const pieces = stored?.pieces ?? [];
  const drawn = balance({
    produced: last?.produced ?? 0,
    oldest: last?.oldest ?? 1,
    stored: pieces.map(({ from, to }): Range => [from, to]),
    deadLettered: facts.letters?.epochs.get(epoch) ?? [],
    evicted: last === undefined ? [] : facts.evictions.get(last) ?? [],
  });
  const isNamed = last === undefined
    ? (stored?.tally.last ?? 0) > newest.told - NEW
    : last.account === newest.account;
  const highest = Math.max(last?.produced ?? 0, stored?.tally.to ?? 0);
  const isEmpty = last !== undefined && last.oldest > highest;
  const { parts, deadLettered, missing, ...sums } = drawn;
  const ranges = parts.filter(({ fate }) => facts.applied && fate === "missing")
    .slice(0, MOST_RANGES).map(({ from, to }) => ({ from, to }));
  const ledger = {
    ...sums,
    dead_lettered: deadLettered,
    abandoned: isNamed || isEmpty ? 0 : sums.waiting,
    missing: facts.applied ? missing : null,
    epoch,
    open: isNamed,
    told: last?.told ?? null,
    first: stored?.tally.first ?? null,
    last: stored?.tally.last ?? null,
    missing_ranges: around(ranges, pieces),
  };
  return { ledger, balance: drawn, stored };
}

const TERMS = ["produced", "stored", "dead_lettered", "waiting", "abandoned", "evicted"] as const;

/** The sum of sums; what nobody can say of a part, nobody can say of the whole. */
export function total(parts: readonly Sums[]): Sums {
  const sum = (of: (part: Sums) => number) => parts.reduce((sum, part) => sum + of(part), 0);
  const terms = Object.fromEntries(TERMS.map((term) => [term, sum((part) => part[term])]));
  const isKnown = parts.every(({ missing }) => missing !== null);
  const missing = isKnown ? sum(({ missing }) => missing ?? 0) : null;
  return { ...terms as Omit<Sums, "missing">, missing };
}
