/** The ledger as lines of text. */
import { formatNumber } from "../client/format/number.ts";
import {
  type EpochLedger,
  type Ledger,
  type MissingRange,
  type Sums,
  WHY_OUTSIDE,
} from "../data/ledger/types.ts";

const TERMS = [
  ["Produced", "produced"],
  ["Stored", "stored"],
  ["Dead-lettered", "dead_lettered"],
  ["Waiting", "waiting"],
  ["Evicted", "evicted"],
  ["Missing", "missing"],
] as const;
const HEAD = ["Device", ...TERMS.map(([name]) => name), "Account of"];

/** The whole fleet: a line for each device, what is missing where, and the totals. */
export function fleetLines({ fleet, devices, outside }: Ledger): string[] {
  const rows = devices.map((one) => [one.device_id, ...figures(one), at(one.told)]);
  const total = [`Fleet, ${devices.length} devices`, ...figures(fleet), ""];
  return [
    ...columns([HEAD, ...rows, total]),
    ...devices.flatMap(({ device_id, epochs }) => missingLines(device_id, epochs)),
    ...abandonedLines(fleet),
    ...outside.map((one) =>
      `Outside the account: ${one.device_id}, ${formatNumber(one.stored)} stored, ` +
      `${formatNumber(one.dead_lettered)} dead-lettered (${WHY_OUTSIDE[one.why]})`
    ),
  ];
}

/** One device with its epochs; undefined if it has no account. */
export function deviceLines({ devices }: Ledger, device: string): string[] | undefined {
  const found = devices.find(({ device_id }) => device_id === device);
  if (found === undefined) return undefined;
  const rows = found.epochs.map((epoch) => [
    `epoch ${epoch.epoch}`,
    ...figures(epoch),
    epoch.told === null ? "" : at(epoch.told),
  ]);
  const total = [device, ...figures(found), at(found.told)];
  return [
    ...columns([HEAD, ...rows, total]),
    ...missingLines(device, found.epochs),
    ...abandonedLines(found),
  ];
}

function figures(sums: Sums): string[] {
  return TERMS.map(([, term]) => formatNumber(sums[term]));
}

function missingLines(device: string, epochs: readonly EpochLedger[]): string[] {
  return epochs.flatMap(({ epoch, missing, missing_ranges }) => {
    const listed = missing_ranges.reduce((sum, { from, to }) => sum + to - from + 1, 0);
    const more = (missing ?? 0) - listed;
    const name = `Missing: ${device}, epoch ${epoch}`;
    return [
      ...missing_ranges.map((range) => `${name}, ${rangeWords(range)}`),
      ...(more > 0 ? [`${name}, and ${formatNumber(more)} more`] : []),
    ];
  });
}

function rangeWords({ from, to, after, before }: MissingRange): string {
  const seqs = from === to ? `seq ${from}` : `seq ${from} to ${to}`;
  const since = after === null ? "before" : `${at(after)} to`;
  return `${seqs}, ${since} ${before === null ? "the end" : at(before)}`;
}

function abandonedLines({ abandoned }: Sums): string[] {
  if (abandoned === 0) return [];
  return [
    `Of those that wait, ${formatNumber(abandoned)} are abandoned: their devices have ` +
    "forgotten the epoch without having shown it empty",
  ];
}

function at(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace("T", " ");
}

/** The first column to the left, figures to the right, the last to the left. */
function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  return rows.map((row) =>
    row.map((cell, i) =>
      i === 0 || i === row.length - 1 ? cell.padEnd(widths[i]) : cell.padStart(widths[i])
    ).join("  ").trimEnd()
  );
}
