/** The gaps within blocks. A block that has not changed is not read again. */
import { BLOCK, DEVICE_DATA } from "../../../ingest/tables.ts";
import type { Queries } from "../database.ts";
import { type Cell, timestamp } from "../postgres.ts";
import type { Millis } from "../range.ts";
import type { Gap, Tally } from "./pieces.ts";
import { ofDevices, type Where } from "./rolled.ts";

/** A block of an epoch that does not have all its readings once. */
export interface BrokenBlock {
  readonly device: string;
  readonly epoch: number;
  readonly block: number;
  readonly tally: Tally;
}

/** Most devices that a query names, and most readings that blocks of a query have. */
const MOST_NAMED = 32;
const MOST_READINGS = 32 * BLOCK;
/** Blocks with more than this between them are not read together, nor what lies between. */
const APART = 3_600_000; // ms
/** Blocks whose gaps are remembered. */
const REMEMBERED = 20_000;

/** Reads gaps and remembers them. */
export class Gaps {
  readonly #known = new Map<string, { readonly print: string; readonly gaps: readonly Gap[] }>();

  constructor(private readonly db: Queries) {}

  /**
   * The gaps of each block, ascending. Others may ask meanwhile, of the same blocks as they were a
   * moment earlier or later: what is found for these is not taken from what is remembered.
   */
  async of<B extends BrokenBlock>(blocks: readonly B[]): Promise<Map<B, readonly Gap[]>> {
    const found = new Map<BrokenBlock, readonly Gap[]>();
    for (const block of blocks) {
      const known = this.#known.get(nameOf(block));
      if (known?.print === print(block)) found.set(block, known.gaps);
    }
    for (const close of groups(blocks.filter((block) => !found.has(block)))) {
      for (const [block, gaps] of await this.#read(close)) found.set(block, gaps);
    }
    this.#forget();
    return found as Map<B, readonly Gap[]>;
  }

  async #read(blocks: readonly BrokenBlock[]): Promise<Map<BrokenBlock, readonly Gap[]>> {
    const { sql, parameters } = questionFor(blocks);
    const rows = await this.db.rows("ledger_gaps", sql, parameters);
    const byName = Map.groupBy(
      rows,
      ([device, epoch, block]) => `${device} ${epoch} ${block}`,
    );
    return new Map(blocks.map((block) => {
      const { from, to } = block.tally;
      const gaps = (byName.get(nameOf(block)) ?? []).map(toGap)
        .filter(({ after, before }) => after.seq >= from && before.seq <= to)
        .sort((a, b) => a.after.seq - b.after.seq);
      this.#known.delete(nameOf(block));
      this.#known.set(nameOf(block), { print: print(block), gaps });
      return [block, gaps];
    }));
  }

  /** Forgets those that were read first. */
  #forget(): void {
    for (const name of this.#known.keys()) {
      if (this.#known.size <= REMEMBERED) break;
      this.#known.delete(name);
    }
  }
}

/** Blocks of about the same time, as many as a query should read: some devices leave few in each. */
function groups(blocks: readonly BrokenBlock[]): BrokenBlock[][] {
  const found: { blocks: BrokenBlock[]; devices: Set<string>; readings: number; end: Millis }[] =
    [];
  for (const block of blocks.toSorted((a, b) => a.tally.first - b.tally.first)) {
    const { device, tally: { readings, first, last } } = block;
    let group = found.at(-1);
    const fits = group !== undefined && first <= group.end + APART &&
      group.readings + readings <= MOST_READINGS &&
      (group.devices.size < MOST_NAMED || group.devices.has(device));
    if (group === undefined || !fits) {
      found.push(group = { blocks: [], devices: new Set(), readings: 0, end: last });
    }
    group.blocks.push(block);
    group.devices.add(device);
    group.readings += readings;
    group.end = Math.max(group.end, last);
  }
  return found.map(({ blocks }) => blocks);
}

/**
 * All gaps of the devices in the time of the blocks: to name epochs and seqs as well would be
 * slower. A reading that came with several times is one.
 */
function questionFor(blocks: readonly BrokenBlock[]): Where {
  const first = Math.min(...blocks.map(({ tally }) => tally.first));
  const last = Math.max(...blocks.map(({ tally }) => tally.last));
  const { sql, parameters } = ofDevices(
    { sql: "ts >= $1 AND ts <= $2", parameters: [first, last].map(timestamp) },
    blocks.map(({ device }) => device),
  );
  const over = "OVER (PARTITION BY device_id, epoch, block ORDER BY seq)";
  return {
    sql: "SELECT device_id, epoch, block, before, before_ts, seq, ts FROM (" +
      "SELECT device_id, epoch, block, seq, ts, " +
      `lag(seq) ${over} AS before, lag(ts) ${over} AS before_ts FROM (` +
      `SELECT device_id, epoch, (seq - 1) / ${BLOCK} AS block, seq, min(ts) AS ts ` +
      `FROM ${DEVICE_DATA} WHERE ${sql})) WHERE seq > before + 1`,
    parameters,
  };
}

function toGap([, , , before, beforeTs, seq, ts]: Cell[]): Gap {
  return {
    after: { seq: Number(before), ts: Number(beforeTs) },
    before: { seq: Number(seq), ts: Number(ts) },
  };
}

function nameOf({ device, epoch, block }: BrokenBlock): string {
  return `${device} ${epoch} ${block}`;
}

function print({ tally }: BrokenBlock): string {
  const { from, to, readings, seqSum, squareSum } = tally;
  return [from, to, readings, seqSum, squareSum].join(" ");
}
