/** What is done to whom and when: drawn from a seed, so that a run can be repeated. */
import { between, seededRandom } from "../../devices/lib/random.ts";

/** A process, or a connection with a proxy in it. */
export interface Target {
  readonly name: string;
  readonly faults: readonly FaultKind[];
  /** Seconds between the end of one fault and the next, on the average. */
  readonly calm: number;
  /** The most seconds that a fault lasts, and those that the target needs to come back. */
  readonly longest: number;
  readonly recovery: number;
}

/**
 * What can be done to a process: `kill` (-9, and started again later), `freeze`, `restart` (told to
 * stop, and started again), `wipe` (killed, and started without its data). To a connection: `cut`,
 * `refuse` (cut, and new ones too, for a while), `slow`, `half-open` (up, but no byte passes).
 */
export type FaultKind =
  | "kill"
  | "freeze"
  | "restart"
  | "wipe"
  | "cut"
  | "refuse"
  | "slow"
  | "half-open";

/** One fault. Times in seconds from the beginning. */
export interface Fault {
  readonly at: number;
  readonly target: string;
  readonly kind: FaultKind;
  /** How long it lasts; 0 for one that is over at once. */
  readonly seconds: number;
}

/** What a plan is made for. */
export interface PlanOptions {
  readonly seed: string;
  /** All faults are over by then. */
  readonly seconds: number;
  readonly targets: readonly Target[];
  /** Faults that must happen, whatever the dice say. */
  readonly once: readonly Once[];
}

/** A fault that happens once, somewhere in the middle. */
export interface Once {
  readonly target: string;
  readonly kind: FaultKind;
  readonly seconds: number;
}

/** Seconds in which everything runs, before the first fault. */
const WARM_UP = 5;
/** Those that are over at once. */
const MOMENTARY: ReadonlySet<FaultKind> = new Set(["cut", "restart", "wipe"]);

/**
 * The faults in the order of their beginning. Those of one target do not overlap, nor do they fall
 * into the time that it needs to come back; those of different targets do as they please.
 */
export function plan({ seed, seconds, targets, once }: PlanOptions): Fault[] {
  const faults = targets.flatMap((target) => {
    const random = seededRandom(`${seed}/${target.name}`);
    const certain = once.filter((one) => one.target === target.name)
      .map((one) => ({ ...one, at: middle(random, seconds, one) }));
    return [...certain, ...drawn(target, certain, seconds, random)];
  });
  return faults.toSorted((one, other) => one.at - other.at);
}

/** A moment that leaves time before and after. */
function middle(random: () => number, seconds: number, { seconds: lasts }: Once): number {
  const latest = Math.max(WARM_UP, seconds * 0.7 - lasts);
  return tenths(between(random, Math.min(Math.max(WARM_UP, seconds * 0.2), latest), latest));
}

function drawn(
  target: Target,
  certain: readonly Fault[],
  seconds: number,
  random: () => number,
): Fault[] {
  const faults: Fault[] = [];
  const { name, faults: kinds, calm, recovery } = target;
  let at = WARM_UP + between(random, 0, calm);
  while (at < seconds) {
    const kind = kinds[Math.floor(random() * kinds.length)];
    const lasts = MOMENTARY.has(kind) ? 0 : tenths(between(random, 0.5, target.longest));
    const fault = { at: tenths(at), target: name, kind, seconds: lasts };
    const collision = certain.find((other) => overlap(fault, other, recovery));
    if (!collision && end(fault, recovery) <= seconds) faults.push(fault);
    at = end(collision ?? fault, recovery) + between(random, 0, 2 * calm);
  }
  return faults;
}

function overlap(one: Fault, other: Fault, recovery: number): boolean {
  return one.at <= end(other, recovery) && other.at <= end(one, recovery);
}

function end({ at, seconds }: Fault, recovery: number): number {
  return at + seconds + recovery;
}

function tenths(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
