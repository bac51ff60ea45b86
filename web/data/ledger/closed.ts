/** What the ledger still knows of days whose rows the TTL has taken; see `ingest/closing/`. */
import { LEDGER_CLOSED } from "../../../ingest/tables.ts";
import type { Queries } from "../database.ts";
import type { Cell } from "../postgres.ts";
import { addTallies, type Gap, isWhole, type Tally, withoutGaps } from "./pieces.ts";
import type { StoredEpoch } from "./stored.ts";

/** A block of an epoch on one day. */
interface ClosedBlock {
  readonly device: string;
  readonly epoch: number;
  readonly block: number;
  /** The day that it is of. */
  readonly day: number;
  readonly tally: Tally;
}

const DAY = 86_400_000; // ms
const FIGURES = "sum(readings), min(first_seq), max(last_seq), sum(seq_sum), sum(square_sum), " +
  "min(first_ts), max(last_ts)";

/** The readings that were stored on closed days. */
export async function closedEpochs(db: Queries): Promise<StoredEpoch[]> {
  const read = async (place: string, name: string) => {
    const sql = `SELECT device_id, epoch, ${place}, ${FIGURES} FROM ${LEDGER_CLOSED.blocks}`;
    return (await db.rows(name, sql)).map(toBlock);
  };
  const epochs = await read("0 AS day, 0 AS block", "ledger_closed");
  const broken = epochs.filter(({ tally }) => !isWhole(tally));
  const names = new Set(broken.map(nameOf));
  const blocks = broken.length === 0 ? [] : await read("ts AS day, block", "ledger_closed_days");
  const found = broken.length === 0 ? [] : await db.rows("ledger_closed_gaps", GAPS);
  const byEpoch = Map.groupBy(blocks.filter((block) => names.has(nameOf(block))), nameOf);
  const gaps = Map.groupBy(found, ([device, epoch, block, , , , beforeTs]) => {
    return `${device} ${epoch} ${block} ${dayOf(Number(beforeTs))}`;
  });
  return epochs.map((epoch) => ({
    ...epoch,
    pieces: (byEpoch.get(nameOf(epoch)) ?? [epoch]).flatMap((one) => {
      const within = isWhole(one.tally)
        ? undefined
        : gaps.get(`${nameOf(one)} ${one.block} ${one.day}`);
      return withoutGaps(one.tally, lasting((within ?? []).map(toGap)));
    }).sort((a, b) => a.from - b.from),
  }));
}

/** The readings of an epoch that either knows; one may know some of the other's. */
export function joined(one: StoredEpoch, other: StoredEpoch): StoredEpoch {
  const pieces = [...one.pieces, ...other.pieces].sort((a, b) => a.from - b.from);
  return { ...one, pieces, tally: addTallies(one.tally, other.tally) };
}

const GAPS = "SELECT device_id, epoch, block, after_seq, after_ts, before_seq, before_ts " +
  `FROM ${LEDGER_CLOSED.gaps}`;

function toBlock([device, epoch, day, block, ...figures]: Cell[]): ClosedBlock {
  const [readings, from, to, seqSum, squareSum, first, last] = figures.map(Number);
  return {
    ...{ device: String(device), epoch: Number(epoch), block: Number(block), day: Number(day) },
    tally: { readings, from, to, seqSum, squareSum, first, last },
  };
}

function toGap([, , , after, afterTs, before, beforeTs]: Cell[]): Gap {
  return {
    after: { seq: Number(after), ts: Number(afterTs) },
    before: { seq: Number(before), ts: Number(beforeTs) },
  };
}

/** Ascending, without those in which a reading has come since: it is at the side of another gap. */
export function lasting(gaps: readonly Gap[]): Gap[] {
  const sides = [...new Set(gaps.flatMap(({ after, before }) => [after.seq, before.seq]))]
    .sort((a, b) => a - b);
  const next = new Map(sides.map((seq, i) => [seq, sides[i + 1]]));
  return gaps.filter(({ after, before }) => next.get(after.seq) === before.seq)
    .sort((a, b) => a.after.seq - b.after.seq);
}

function dayOf(ms: number): number {
  return Math.floor(ms / DAY) * DAY;
}

function nameOf({ device, epoch }: { readonly device: string; readonly epoch: number }): string {
  return `${device} ${epoch}`;
}
