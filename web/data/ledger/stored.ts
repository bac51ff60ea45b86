/** Which readings are stored, per device and epoch. */
import { BLOCK, DEVICE_DATA, LEDGER_BLOCKS } from "../../../ingest/tables.ts";
import type { Queries } from "../database.ts";
import type { Cell } from "../postgres.ts";
import type { Gaps } from "./gaps.ts";
import { addTallies, isWhole, type Piece, type Tally, withoutGaps } from "./pieces.ts";
import { ofDevices, type RollUp, type Sources, type Where } from "./rolled.ts";

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
interface Part {
  readonly device: string;
  readonly epoch: number;
  readonly block: number;
  readonly tally: Tally;
}

/** Most devices that a query names. */
const MOST_NAMED = 200;

/**
 * What is stored, of all devices or of those that are named. An epoch without a gap is known by its
 * sums; of others the blocks are read (of a few devices at once), and of blocks with gaps the readings.
 */
export async function storedEpochs(
  db: Queries,
  sources: Sources,
  gaps: Gaps,
  devices?: readonly string[],
): Promise<StoredEpoch[]> {
  const named = devices !== undefined && devices.length <= MOST_NAMED ? devices : undefined;
  const all = await partsOf(db, sources, named !== undefined, named);
  const epochs = named === undefined ? all : merged(all.map((part) => ({ ...part, block: 0 })));
  const broken = epochs.filter(({ epoch, tally }) => epoch > 0 && !isWhole(tally));
  const blocks = named === undefined ? await blocksOf(db, sources, broken) : blocksIn(all, broken);
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
  const blocks: Part[][] = [];
  for (let i = 0; i < epochs.length; i += MOST_NAMED) {
    const devices = epochs.slice(i, i + MOST_NAMED).map(({ device }) => device);
    blocks.push(await partsOf(db, sources, true, devices));
  }
  return blocksIn(blocks.flat(), epochs);
}

/** Those blocks that belong to some epochs, each once. */
function blocksIn(blocks: readonly Part[], epochs: readonly Part[]): Part[] {
  const names = new Set(epochs.map(nameOf));
  const mine = blocks.filter((block) => names.has(nameOf(block)));
  return [...new Map(mine.map((block) => [`${nameOf(block)} ${block.block}`, block])).values()];
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
  named?: readonly string[],
): Promise<Part[]> {
  const read = async (from: string, where: Where, kind: 0 | 1) => {
    const { sql: condition, parameters } = named === undefined ? where : ofDevices(where, named);
    const block = byBlock ? BLOCK_OF[kind] : "0 AS block";
    const sql = `SELECT device_id, epoch, ${block}, ${FIGURES.map((one) => one[kind])} ` +
      `FROM ${from} WHERE ${condition}`;
    return (await db.rows(`ledger_${byBlock ? "blocks" : "stored"}`, sql, parameters)).map(toPart);
  };
  const all = await Promise.all([
    ...view.map((where) => read(LEDGER_BLOCKS, where, 1)),
    ...table.map((where) => read(DEVICE_DATA, where, 0)),
  ]);
  return merged(all.flat());
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
