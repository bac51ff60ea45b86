/** The gaps within blocks. A block that has not changed is not read again. */
import { BLOCK, DEVICE_DATA } from "../../../ingest/tables.ts";
import type { Queries } from "../database.ts";
import { type Cell, timestamp } from "../postgres.ts";
import type { Gap, Tally } from "./pieces.ts";

/** A block of an epoch that does not have all its readings once. */
export interface BrokenBlock {
  readonly device: string;
  readonly epoch: number;
  readonly block: number;
  readonly tally: Tally;
}

/** Most blocks that a query names; those of a time are read together. */
const MOST_NAMED = 32;
/** Blocks whose gaps are remembered. */
const REMEMBERED = 20_000;

/** Reads gaps and remembers them. */
export class Gaps {
  readonly #known = new Map<string, { readonly print: string; readonly gaps: readonly Gap[] }>();

  constructor(private readonly db: Queries) {}

  /** The gaps of each block, ascending. */
  async of<B extends BrokenBlock>(blocks: readonly B[]): Promise<Map<B, readonly Gap[]>> {
    const changed = blocks.filter((block) => this.#known.get(nameOf(block))?.print !== print(block))
      .sort((a, b) => a.tally.first - b.tally.first);
    for (let i = 0; i < changed.length; i += MOST_NAMED) {
      await this.#read(changed.slice(i, i + MOST_NAMED));
    }
    const found = new Map(blocks.map((block) => [block, this.#known.get(nameOf(block))!.gaps]));
    for (const name of this.#known.keys()) {
      if (this.#known.size <= REMEMBERED) break;
      this.#known.delete(name); // the one that was read first
    }
    return found;
  }

  async #read(blocks: readonly BrokenBlock[]): Promise<void> {
    const rows = await this.db.rows("ledger_gaps", sqlFor(blocks.length), parametersFor(blocks));
    const byName = Map.groupBy(
      rows,
      ([device, epoch, block]) => `${device} ${epoch} ${block}`,
    );
    for (const block of blocks) {
      const gaps = (byName.get(nameOf(block)) ?? []).map(toGap)
        .sort((a, b) => a.after.seq - b.after.seq);
      this.#known.delete(nameOf(block));
      this.#known.set(nameOf(block), { print: print(block), gaps });
    }
  }
}

/** A reading that came with several times is one. */
function sqlFor(blocks: number): string {
  const named = Array.from({ length: blocks }, (_, i) => {
    const [device, epoch, from, to] = [1, 2, 3, 4].map((n) => `$${2 + 4 * i + n}`);
    return `(device_id = ${device} AND epoch = ${epoch}::long AND seq >= ${from}::long ` +
      `AND seq <= ${to}::long)`;
  });
  const devices = Array.from({ length: blocks }, (_, i) => `$${3 + 4 * i}`);
  const over = "OVER (PARTITION BY device_id, epoch, block ORDER BY seq)";
  return "SELECT device_id, epoch, block, before, before_ts, seq, ts FROM (" +
    "SELECT device_id, epoch, block, seq, ts, " +
    `lag(seq) ${over} AS before, lag(ts) ${over} AS before_ts FROM (` +
    `SELECT device_id, epoch, (seq - 1) / ${BLOCK} AS block, seq, min(ts) AS ts ` +
    `FROM ${DEVICE_DATA} WHERE ts >= $1::timestamp AND ts <= $2::timestamp ` +
    `AND device_id IN (${devices}) ` + // cheaper than the rest, and mostly enough
    `AND (${named.join(" OR ")}))) WHERE seq > before + 1`;
}

function parametersFor(blocks: readonly BrokenBlock[]): string[] {
  const times = [
    Math.min(...blocks.map(({ tally }) => tally.first)),
    Math.max(...blocks.map(({ tally }) => tally.last)),
  ];
  return [
    ...times.map(timestamp),
    ...blocks.flatMap(({ device, epoch, tally }) =>
      [device, epoch, tally.from, tally.to].map(String)
    ),
  ];
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
