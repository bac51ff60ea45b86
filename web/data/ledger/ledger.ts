/** The ledger of the fleet or of a device, from the database. */
import type { Eviction } from "../../../devices/wire/account.ts";
import {
  DEAD_LETTERS,
  DEVICE_DATA,
  LEDGER_BLOCKS,
  LEDGER_CLOSED,
  RETENTION_DAYS,
} from "../../../ingest/tables.ts";
import type { Queries } from "../database.ts";
import type { Millis } from "../range.ts";
import {
  ACCOUNTS,
  closedAccounts,
  Evictions,
  lastOf,
  type ToldEpoch,
  toldEpochs,
} from "./accounts.ts";
import { closedEpochs, joined } from "./closed.ts";
import { Confirmed } from "./confirmed.ts";
import { asLedger, draw, type DrawnLedger } from "./draw_up.ts";
import { Gaps } from "./gaps.ts";
import { Letters } from "./letters.ts";
import { sourcesOf, untilApplied } from "./rolled.ts";
import { spansOf, type WholeAccount } from "./spans.ts";
import { StaleSteps } from "./stale_steps.ts";
import { BLOCKS, type StoredEpoch, storedEpochs } from "./stored.ts";
import type { Ledger } from "./types.ts";
import { Remembered, writtenTo } from "./written.ts";

const LOOKED_AT = [DEVICE_DATA, DEAD_LETTERS, LEDGER_BLOCKS];

const DAY = 86_400_000; // ms

/** What is older may be gone at any moment, and is closed; see `ingest/closing/`. */
function oldest(now: Millis): Millis {
  return Math.floor(now / DAY - RETENTION_DAYS) * DAY;
}

/** The epochs of two lists; of those in both, what `both` makes of them. */
function together(
  one: readonly StoredEpoch[],
  other: readonly StoredEpoch[],
  both: (a: StoredEpoch, b: StoredEpoch) => StoredEpoch = (recent, closed) =>
    joined(closed, recent),
): StoredEpoch[] {
  const nameOf = ({ device, epoch }: StoredEpoch) => `${device} ${epoch}`;
  const all = new Map(one.map((epoch) => [nameOf(epoch), epoch]));
  for (const epoch of other) {
    const known = all.get(nameOf(epoch));
    all.set(nameOf(epoch), known === undefined ? epoch : both(known, epoch));
  }
  return [...all.values()];
}

/** Draws up ledgers one after the other; what can't have changed is not read again. */
export class Ledgers {
  readonly #gaps: Gaps;
  readonly #evictions: Evictions;
  readonly #staleAccounts: StaleSteps;
  readonly #staleBlocks: StaleSteps;
  readonly #letters: Letters;
  readonly #closedEpochs: Remembered<readonly StoredEpoch[]>;
  readonly #closedAccounts: Remembered<readonly ToldEpoch[]>;
  readonly #confirmed = new Confirmed();

  constructor(
    private readonly db: Queries,
    private readonly pause: (ms: number) => Promise<void>,
    private readonly now: () => Millis = Date.now,
  ) {
    this.#gaps = new Gaps(db);
    this.#evictions = new Evictions(db);
    this.#staleAccounts = new StaleSteps(db, ACCOUNTS);
    this.#staleBlocks = new StaleSteps(db, BLOCKS);
    this.#letters = new Letters(db);
    const { accounts, blocks, gaps } = LEDGER_CLOSED;
    this.#closedEpochs = new Remembered([blocks, gaps], () => closedEpochs(db));
    this.#closedAccounts = new Remembered([accounts], () => closedAccounts(db));
  }

  /** The ledger of now. */
  async read(): Promise<Ledger> {
    return asLedger(await this.#draw());
  }

  /** The account of a device now: its line of the ledger; undefined if nothing is known of it. */
  async account(device: string): Promise<WholeAccount | undefined> {
    const { as_of, devices: [drawn], outside: [outside = null] } = await this.#draw(device);
    if (drawn === undefined && outside === null) return undefined;
    const common = { device_id: device, as_of, outside };
    if (drawn === undefined) return { ...common, account: null, epochs: [], spans: [] };
    const { device_id: _id, account: _number, told: _told, epochs, ...account } = drawn.ledger;
    return { ...common, account, epochs, spans: spansOf(drawn.epochs) };
  }

  /**
   * Draws up all devices or one. The order of the questions matters: a device says that it has let
   * go of a reading after that was committed. So accounts come first; then it is waited until
   * everything that was committed by then can be seen; and then it is counted.
   */
  async #draw(device?: string): Promise<DrawnLedger> {
    const { db } = this;
    const told = await toldEpochs(db, sourcesOf(await this.#staleAccounts.read()), device);
    const stale = await this.#staleBlocks.read();
    const applied = await untilApplied(db, LOOKED_AT, this.pause);
    const since = oldest(this.now());
    const named = device === undefined ? undefined : [device];
    const [recent, others] = await Promise.all([
      storedEpochs(db, sourcesOf(stale, since), this.#gaps, named),
      this.#othersThan(told, device),
    ]);
    const drawn = (stored: readonly StoredEpoch[]) =>
      draw({ ...others, stored: together(stored, others.closed), applied });
    const ledger = drawn(recent);
    const doubted = this.#confirmed.doubted(ledger.devices);
    if (doubted.length === 0) return ledger;
    const read = stale === "all"
      ? recent
      : await storedEpochs(db, sourcesOf("all", since), this.#gaps, doubted);
    const certain = drawn(together(recent, read, (_, certain) => certain));
    this.#confirmed.note(
      certain.devices.filter(({ ledger }) => doubted.includes(ledger.device_id)),
    );
    return certain;
  }

  /** All that a ledger is drawn up from besides the stored readings that are not closed. */
  async #othersThan(recent: readonly ToldEpoch[], device: string | undefined) {
    const written = await writtenTo(this.db);
    const isAsked = (one: { readonly device: string }) =>
      device === undefined || one.device === device;
    const [closedAccounts, closed, letters] = await Promise.all([
      this.#closedAccounts.get(written),
      this.#closedEpochs.get(written),
      this.#letters.read(device),
    ]);
    const told = lastOf([...closedAccounts.filter(isAsked), ...recent]);
    const evictions = await this.#evictionsOf(told);
    return { told, evictions, closed: closed.filter(isAsked), letters };
  }

  async #evictionsOf(told: readonly ToldEpoch[]) {
    const found = new Map<ToldEpoch, readonly Eviction[]>();
    for (const one of told) {
      if (one.evicted > 0) found.set(one, await this.#evictions.of(one));
    }
    return found;
  }
}
