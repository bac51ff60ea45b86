/** What a run has shown. */
import type { Ledger } from "../../web/data/types.ts";
import { fleetLines } from "../../web/ledger/table.ts";
import type { Balance } from "../rig/ledger.ts";
import type { Kind } from "./part.ts";
import { disagreements } from "./product_ledger.ts";

/** All that a verdict rests on. Times in seconds. */
export interface Findings {
  readonly balance: Balance;
  /** What the product's own ledger says of the same. */
  readonly ledger: Ledger;
  readonly kills: Readonly<Record<Kind, number>>;
  /** Faults of all kinds. */
  readonly faults: number;
  /** Evictions as the devices counted them while they ran, and as their outboxes recorded them. */
  readonly counted: number;
  readonly recorded: number;
  /** Messages of the hostile device without a number, and those that are kept as letters. */
  readonly garbage: number;
  readonly garbageMissing: number;
  /** What a part that ended by itself said last. */
  readonly ends: readonly string[];
  /** Readings that were stored after a later one of the same start. */
  readonly outOfOrder: number;
  /** Publications beyond the first of each reading. */
  readonly extra: number;
  readonly longestOutage: number;
  /** From a device's stamp to the ingest, of what was taken after healing. */
  readonly worstLatency: number;
  /** From healing until all was stored; undefined if it never was. */
  readonly settled: number | undefined;
  /** Whether the broker was somebody else's, and left alone. */
  readonly brokerSpared: boolean;
  readonly seconds: number;
}

/** The verdict: for people line by line, for programs as the last line. */
export interface Verdict {
  readonly passed: boolean;
  readonly lines: readonly string[];
  readonly json: string;
}

/** Ranges of missing readings that are named one by one. */
const NAMED = 20;

/** Judges a run. */
export function judge(findings: Findings): Verdict {
  const { balance, kills, seconds } = findings;
  const reasons = reasonsAgainst(findings);
  const verdict = reasons.length === 0 ? "passed" : "failed";
  const { produced, stored, deadLettered, waiting, evicted, double } = balance;
  const json = JSON.stringify({
    verdict,
    ...{ produced, stored, dead_lettered: deadLettered, waiting, evicted },
    ...{ missing: missing(balance), double, kills },
    seconds: Math.round(seconds),
  });
  const lines = [
    ...fleetLines(findings.ledger),
    "",
    ...ledgerLines(findings),
    ...balance.missing.slice(0, NAMED).map((range) => `  missing: ${range}`),
    ...reasons.map((reason) => `AGAINST: ${reason}`),
    findings.brokerSpared
      ? `verdict: ${verdict}; the broker was left alone`
      : `verdict: ${verdict}`,
  ];
  return { passed: reasons.length === 0, lines, json };
}

/** What speaks against a run, in sentences. */
function reasonsAgainst(findings: Findings): string[] {
  const { balance, ledger, counted, recorded, garbageMissing, ends, settled } = findings;
  const gone = missing(balance);
  return [
    ...gone > 0 ? [`${gone} readings are missing`] : [],
    ...balance.double > 0 ? [`${balance.double} rows are there twice`] : [],
    ...balance.unknown > 0 ? [`${balance.unknown} rows are of readings that nobody produced`] : [],
    ...counted !== recorded
      ? [`the devices counted ${counted} evictions and recorded ${recorded}`]
      : [],
    ...garbageMissing > 0 ? [`${garbageMissing} hostile messages left no letter`] : [],
    ...settled === undefined ? ["it did not settle"] : [],
    ...disagreements(ledger.fleet, balance).map((one) => `the ledger says ${one}`),
    ...ends,
  ];
}

function ledgerLines(findings: Findings): string[] {
  const { balance, kills, garbage, garbageMissing, settled } = findings;
  const { produced, stored, deadLettered, waiting, evicted, double } = balance;
  const rows: readonly [string, string | number][] = [
    ["produced", produced],
    ["stored", stored],
    ["dead-lettered", deadLettered],
    ["waiting", waiting],
    ["evicted", evicted],
    ["missing", missing(balance)],
    ["double", double],
    ["evictions counted", findings.counted],
    [
      "hostile messages",
      `${garbage} without a number, ${garbage - garbageMissing} kept as letters`,
    ],
    ["kills", Object.entries(kills).map(([kind, count]) => `${kind} ${count}`).join(", ")],
    ["faults in all", findings.faults],
    ["order kept", findings.outOfOrder === 0 ? "yes" : `but for ${findings.outOfOrder} readings`],
    ["extra publications", findings.extra],
    ["longest outage", `${findings.longestOutage.toFixed(1)} s`],
    ["worst latency after healing", `${findings.worstLatency.toFixed(1)} s`],
    ["time to settle", settled === undefined ? "never" : `${settled.toFixed(1)} s`],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
}

/** How many readings are missing; the balance names them as ranges, `device epoch from-to`. */
function missing({ produced, stored, deadLettered, waiting, evicted }: Balance): number {
  return produced - stored - deadLettered - waiting - evicted;
}
