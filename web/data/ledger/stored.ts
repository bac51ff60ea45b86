/** Which readings are stored, per device and epoch. */
import { BLOCK, DEVICE_DATA, LEDGER_BLOCKS } from "../../../ingest/tables.ts";
import type { Queries } from "../database.ts";
import type { Cell } from "../postgres.ts";
import type { Gaps } from "./gaps.ts";
import { addTallies, isWhole, type Piece, type Tally, withoutGaps } from "./pieces.ts";
import type { RollUp, Sources, Where } from "./rolled.ts";

/** What is stored, by blocks. */
export const BLOCKS: RollUp = {
  view: LEDGER_BLOCKS,
  table: DEVICE_DATA,
  step: 600_000,
  received: "collector_receive_time",
};

/** The readings of one epoch that are stored. */
export interface StoredEpoch {
  readonly device: string;
  readonly epoch: number;
  /** Ascending; without meaning for epoch 0, whose seqs are hashes. */
  readonly pieces: readonly Piece[];
  readonly tally: Tally;
}

/** A part of an epoch, as a row has it. */
interface Part extends Named {
  readonly epoch: number;
  readonly block: number;
  readonly tally: Tally;
}

/** Whose device is known. */
interface Named {
  readonly device: string;
}

/** Most devices that a query names. */
const MOST_NAMED = 200;

/**
 * What is stored, of all devices or of those that are named. An epoch without a gap is known by its
 * sums; of others the blocks are read, and of blocks with gaps the readings.
 */
export async function storedEpochs(
  db: Queries,
  sources: Sources,
  gaps: Gaps,
  devices?: readonly Named[],
): Promise<StoredEpoch[]> {
  const named = devices !== undefined && devices.length <= MOST_NAMED ? devices : undefined;
  const epochs = await partsOf(db, sources, false, named);
  const broken = epochs.filter(({ epoch, tally }) => epoch > 0 && !isWhole(tally));
  const blocks = await blocksOf(db, sources, broken);
  const found = await gaps.of(blocks.filter(({ tally }) => !isWhole(tally)));
  const pieces = Map.groupBy(blocks, nameOf);
  return epochs.map((part) => ({
    ...part,
    pieces: (pieces.get(nameOf(part)) ?? [part])
      .toSorted((a, b) => a.block - b.block)
      .flatMap((block) => withoutGaps(block.tally, found.get(block) ?? [])),
  }));
}

/** The blocks of some epochs. */
async function blocksOf(db: Queries, sources: Sources, epochs: readonly Part[]): Promise<Part[]> {
  const names = new Set(epochs.map(nameOf));
  const blocks: Part[] = [];
  for (let i = 0; i < epochs.length; i += MOST_NAMED) {
    const read = await partsOf(db, sources, true, epochs.slice(i, i + MOST_NAMED));
    for (const block of read) if (names.has(nameOf(block))) blocks.push(block);
  }
  return [...new Map(blocks.map((block) => [`${nameOf(block)} ${block.block}`, block])).values()];
}

const FIGURES = [
  ["count()", "sum(readings)"],
  ["min(seq)", "min(first_seq)"],
  ["max(seq)", "max(last_seq)"],
  ["sum(seq)", "sum(seq_sum)"],
  [`sum(((seq - 1) % ${BLOCK}) * ((seq - 1) % ${BLOCK}))`, "sum(square_sum)"],
  ["min(ts)", "min(first_ts)"],
  ["max(ts)", "max(last_ts)"],
] as const;
const BLOCK_OF = [`CASE WHEN epoch > 0 THEN (seq - 1) / ${BLOCK} ELSE 0 END AS block`, "block"];

/** Tallies of epochs, or of their blocks; of those that are named, or of all. */
async function partsOf(
  db: Queries,
  { view, table }: Sources,
  byBlock: boolean,
  named?: readonly Named[],
): Promise<Part[]> {
  const read = async (from: string, where: Where | undefined, kind: 0 | 1) => {
    if (where === undefined) return [];
    const only = named === undefined ? { sql: "true", parameters: [] } : naming(named, where);
    const block = byBlock ? BLOCK_OF[kind] : "0 AS block";
    const sql = `SELECT device_id, epoch, ${block}, ${FIGURES.map((one) => one[kind])} ` +
      `FROM ${from} WHERE ${where.sql} AND ${only.sql}`;
    const parameters = [...where.parameters, ...only.parameters];
    return (await db.rows(`ledger_${byBlock ? "blocks" : "stored"}`, sql, parameters)).map(toPart);
  };
  const both = await Promise.all([
    read(LEDGER_BLOCKS, view, 1),
    read(DEVICE_DATA, table, 0),
  ]);
  return merged(both.flat());
}

/** The condition that a row belongs to the device of one of these epochs: cheaper than to the epoch. */
function naming(parts: readonly Named[], { parameters }: Where): Where {
  const devices = [...new Set(parts.map(({ device }) => device))];
  const places = devices.map((_, i) => `$${parameters.length + 1 + i}`);
  return { sql: `device_id IN (${places.join(", ")})`, parameters: devices };
}

function toPart([device, epoch, block, ...figures]: Cell[]): Part {
  const [readings, from, to, seqSum, squareSum, first, last] = figures.map(Number);
  return {
    device: String(device),
    epoch: Number(epoch),
    block: Number(block),
    tally: { readings, from, to, seqSum, squareSum, first, last },
  };
}

/** Adds up what two sources, or several steps, say of the same part. */
function merged(parts: readonly Part[]): Part[] {
  const byName = new Map<string, Part>();
  for (const part of parts) {
    const name = `${nameOf(part)} ${part.block}`;
    const known = byName.get(name);
    const tally = known === undefined ? part.tally : addTallies(known.tally, part.tally);
    byName.set(name, { ...part, tally });
  }
  return [...byName.values()];
}

/** A device's id has no space in it. */
function nameOf({ device, epoch }: { readonly device: string; readonly epoch: number }): string {
  return `${device} ${epoch}`;
}
