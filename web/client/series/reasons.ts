/** Why there is nothing in a gap. */
import type { DeviceAccount, Span } from "../../data/ledger/types.ts";
import { formatSpan } from "../format/age.ts";
import { formatNumber } from "../format/number.ts";
import type { Gap } from "./gaps.ts";
import type { HistoryTable } from "./history_table.ts";
import { countsOf, fateWords, type Hole, holesOf, holesWithin, type ToldFate } from "./holes.ts";

/** What became of the readings of a gap: the worst of it, and all of it in words. */
export interface Reason {
  readonly fate: ToldFate | "not-produced" | "unknown";
  readonly words: string;
}

/** After so much time, in ms, an account ought to have come; until then nothing is missed. */
export const TOLD_EVERY = 15_000;

/** What is known of a device's gaps: from its account, and from the numbers of its readings. */
export class Reasons {
  readonly holes: readonly Hole[];

  constructor(
    private readonly table: HistoryTable,
    private readonly account: DeviceAccount | null,
  ) {
    this.holes = holesOf(account, table);
  }

  /** Why there is nothing in a gap of the table's rows, or before or after them. */
  of(gap: Gap): Reason {
    const counts = countsOf(holesWithin(this.holes, gap).flatMap(({ spans }) => spans));
    if (counts.length > 0) return { fate: counts[0][0], words: fateWords(counts) };
    const span = formatSpan(gap.to - gap.from);
    if (this.isQuiet(gap)) return { fate: "not-produced", words: `not produced ${span}` };
    const skipped = this.#skippedIn(gap);
    const words = skipped === null
      ? `no data ${span}`
      : `${formatNumber(skipped)} not here yet, ${span}`;
    return { fate: "unknown", words };
  }

  /** Whether it is known that nothing was produced in a gap but what its holes tell of. */
  isQuiet(gap: Gap): boolean {
    const skipped = this.#skippedIn(gap);
    const isTold = skipped === null || holesWithin(this.holes, gap).length > 0;
    return skipped === 0 || (isTold && this.#vouchesFor(gap));
  }

  /** Whether the account tells that nothing of a range is missing, but for what is too new for it. */
  isComplete({ from, to }: Pick<Gap, "from" | "to">): boolean {
    return this.account?.not_stored.missing === 0 && this.isOf({ from, to });
  }

  /** Whether the account was asked for a range, but for what is too new for it. */
  isOf({ from, to }: Pick<Gap, "from" | "to">): boolean {
    return this.#covers({ from, to: to - TOLD_EVERY });
  }

  /** Whether the account would tell if a reading of this time were not stored. */
  #vouchesFor(gap: Gap): boolean {
    const { as_of, spans = [] } = this.account ?? {};
    return this.#covers(gap) && gap.to <= (as_of ?? -Infinity) && !spans.some(mayBeOf(gap));
  }

  /** Whether the account was asked for this time, and knows what is missing. */
  #covers({ from, to }: Pick<Gap, "from" | "to">): boolean {
    const { account, table } = this;
    return typeof account?.account?.missing === "number" &&
      from >= account.from - table.gapMs && to <= account.to;
  }

  /** How many numbers lie between the rows around a gap; null if they don't say. */
  #skippedIn({ before: at }: Gap): number | null {
    const { table } = this;
    const [epoch, seq] = [table.at("epoch"), table.at("seq")];
    const [before, after] = [table.rows[at - 1], table.rows[at]];
    if (epoch === undefined || seq === undefined || !before || !after) return null;
    // Epoch 0 is a device that numbers nothing: its seq is a hash.
    if (before[epoch] !== after[epoch] || !before[epoch]) return null;
    const skipped = Number(after[seq]) - Number(before[seq]) - 1;
    return skipped >= 0 ? skipped : null;
  }
}

/** Whether a span of which one end is unknown may have readings of some time. */
function mayBeOf({ from, to }: Pick<Gap, "from" | "to">) {
  return ({ after, before }: Span) =>
    (after === null || before === null) &&
    (after ?? -Infinity) < to && (before ?? Infinity) > from;
}
