/** Which readings of an epoch are stored, from counts and sums of its blocks. Pure. */
import { BLOCK } from "../../../ingest/tables.ts";
import type { Millis } from "../range.ts";

/** Readings from one seq to another, none left out, and device times of the first and the last. */
export interface Piece {
  readonly from: number;
  readonly to: number;
  readonly first: Millis;
  readonly last: Millis;
}

/** Figures of the stored readings of an epoch, or of a part of it. */
export interface Tally extends Piece {
  /** Rows; a reading that came with two times has two. */
  readonly readings: number;
  readonly seqSum: number;
  /** Of the squares of the places within the blocks. */
  readonly squareSum: number;
}

/** The tally of two that have no row in common. */
export function addTallies(one: Tally, other: Tally): Tally {
  return {
    from: Math.min(one.from, other.from),
    to: Math.max(one.to, other.to),
    first: Math.min(one.first, other.first),
    last: Math.max(one.last, other.last),
    readings: one.readings + other.readings,
    seqSum: one.seqSum + other.seqSum,
    squareSum: one.squareSum + other.squareSum,
  };
}

/**
 * Whether there is each reading from the first to the last, and each once. Where as many are there
 * twice as are not there at all, the sums differ.
 */
export function isWhole({ from, to, readings, seqSum, squareSum }: Tally): boolean {
  const length = to - from + 1;
  const doubleSum = length * (from + to);
  // Beyond this, numbers are no longer exact: such an epoch is looked at block by block.
  if (from < 1 || !Number.isSafeInteger(doubleSum)) return false;
  const squares = squaresTo(to) - squaresTo(from - 1);
  return readings === length && seqSum * 2 === doubleSum && squareSum === squares;
}

/** The pieces that gaps leave; a gap is between two readings that are there. */
export function withoutGaps(whole: Piece, gaps: readonly Gap[]): Piece[] {
  const pieces: Piece[] = [];
  let [from, first] = [whole.from, whole.first];
  for (const { after, before } of gaps) {
    pieces.push({ from, to: after.seq, first, last: after.ts });
    [from, first] = [before.seq, before.ts];
  }
  return [...pieces, { from, to: whole.to, first, last: whole.last }];
}

/** Two readings of a block between which all are missing. */
export interface Gap {
  readonly after: { readonly seq: number; readonly ts: Millis };
  readonly before: { readonly seq: number; readonly ts: Millis };
}

/** Seqs that are not in pieces. */
interface Outside {
  readonly from: number;
  readonly to: number;
}

/** Ranges outside of the pieces, ascending, with the device times of the readings around them. */
export function around<R extends Outside>(ranges: readonly R[], pieces: readonly Piece[]) {
  const ends = pieces.toSorted((a, b) => a.to - b.to);
  const starts = pieces.toSorted((a, b) => a.from - b.from);
  let [end, start] = [0, 0];
  return ranges.map((range) => {
    while (end < ends.length && ends[end].to < range.from) end++;
    while (start < starts.length && starts[start].from <= range.to) start++;
    const [after, before] = [ends[end - 1]?.last ?? null, starts[start]?.first ?? null];
    return { ...range, after, before };
  });
}

const BLOCK_SQUARES = squares(BLOCK - 1);

/** The sum of the squares of the places of seq 1 to `seq`. */
function squaresTo(seq: number): number {
  const blocks = Math.floor(seq / BLOCK);
  return blocks * BLOCK_SQUARES + squares((seq % BLOCK) - 1);
}

/** 0 + 1 + 4 + 9 + … up to the square of `last`. */
function squares(last: number): number {
  return last < 1 ? 0 : last * (last + 1) * (2 * last + 1) / 6;
}
