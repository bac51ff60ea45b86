/** The ledger of the fleet, from the database. */
import type { Eviction } from "../../../devices/wire/account.ts";
import {
  DEAD_LETTERS,
  DEVICE_DATA,
  LEDGER_BLOCKS,
  RETENTION_DAYS,
} from "../../../ingest/tables.ts";
import type { Queries } from "../database.ts";
import type { Millis } from "../range.ts";
import { Evictions, type ToldEpoch, toldEpochs } from "./accounts.ts";
import { closedEpochs, joined } from "./closed.ts";
import { drawUp } from "./draw_up.ts";
import { Gaps } from "./gaps.ts";
import { deviceLetters } from "./letters.ts";
import { sourcesOf, staleSpans, untilApplied } from "./rolled.ts";
import { BLOCKS, type StoredEpoch, storedEpochs } from "./stored.ts";
import type { Ledger } from "./types.ts";

const LOOKED_AT = [DEVICE_DATA, DEAD_LETTERS, LEDGER_BLOCKS];

const DAY = 86_400_000; // ms

/** What is older may be gone at any moment, and is closed; see `ingest/closing/`. */
function oldest(now: Millis): Millis {
  return Math.floor(now / DAY - RETENTION_DAYS + 1) * DAY;
}

function together(recent: readonly StoredEpoch[], closed: readonly StoredEpoch[]): StoredEpoch[] {
  const nameOf = ({ device, epoch }: StoredEpoch) => `${device} ${epoch}`;
  const all = new Map(closed.map((one) => [nameOf(one), one]));
  for (const one of recent) {
    const known = all.get(nameOf(one));
    all.set(nameOf(one), known === undefined ? one : joined(known, one));
  }
  return [...all.values()];
}

/** Draws up ledgers one after the other; what can't have changed is not read again. */
export class Ledgers {
  readonly #gaps: Gaps;
  readonly #evictions: Evictions;

  constructor(
    private readonly db: Queries,
    private readonly pause: (ms: number) => Promise<void>,
    private readonly now: () => Millis = Date.now,
  ) {
    this.#gaps = new Gaps(db);
    this.#evictions = new Evictions(db);
  }

  /**
   * The ledger of now. The order of the questions matters: a device says that it has let go of a
   * reading after that was committed. So accounts come first; then it is waited until everything
   * that was committed by then can be seen; and then it is counted.
   */
  async read(): Promise<Ledger> {
    const { db } = this;
    const told = await toldEpochs(db);
    const evictions = await this.#evictionsOf(told);
    const stale = await staleSpans(db, BLOCKS);
    const applied = await untilApplied(db, LOOKED_AT, this.pause);
    const [recent, closed, letters] = await Promise.all([
      storedEpochs(db, sourcesOf(stale, oldest(this.now())), this.#gaps),
      closedEpochs(db),
      deviceLetters(db),
    ]);
    const stored = together(recent, closed);
    return drawUp({ told, evictions, stored, letters, applied });
  }

  async #evictionsOf(told: readonly ToldEpoch[]) {
    const found = new Map<ToldEpoch, readonly Eviction[]>();
    for (const one of told) {
      if (one.evicted > 0) found.set(one, await this.#evictions.of(one));
    }
    return found;
  }
}
