/** How an account stands, in a word, a colour and a shape. */
import type { DeviceLedger, Sums } from "../../data/ledger/types.ts";

/** A mark and its word. */
export interface Verdict {
  readonly colour: "ok" | "off" | "crit" | "wait" | "warn";
  readonly shape: "bal" | "unbal" | "dia";
  readonly word: string;
}

/** The verdict on a sum: of the fleet, a device or an epoch. */
export function verdictOn({ missing, abandoned, waiting }: Sums): Verdict {
  if (missing === null) return { colour: "off", shape: "bal", word: "not settled" };
  if (missing > 0) {
    return { colour: "crit", shape: "unbal", word: `off by ${missing.toLocaleString("en-US")}` };
  }
  if (abandoned > 0) return { colour: "warn", shape: "dia", word: "abandoned" };
  if (waiting > 0) return { colour: "wait", shape: "bal", word: "balanced, draining" };
  return { colour: "ok", shape: "bal", word: "balanced" };
}

/** What a filter of devices lets through; the keys are those of its buttons. */
export const FILTERS = {
  all: ["All", () => true],
  off: ["Off balance", ({ missing }) => missing !== 0],
  waiting: ["Waiting", ({ waiting }) => waiting > 0],
  dead: ["Dead-lettered", ({ dead_lettered }) => dead_lettered > 0],
  evicted: ["Evicted", ({ evicted }) => evicted > 0],
} as const satisfies Record<string, readonly [string, (sums: Sums) => boolean]>;

/** The name of a filter. */
export type Filter = keyof typeof FILTERS;

/** The devices that a filter and a search leave, in the order in which they came. */
export function chosen(
  devices: readonly DeviceLedger[],
  filter: Filter,
  search: string,
): DeviceLedger[] {
  const [, passes] = FILTERS[filter];
  const text = search.trim().toLowerCase();
  return devices.filter((one) => passes(one) && one.device_id.toLowerCase().includes(text));
}
