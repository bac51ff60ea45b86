/** What devices have said of their outboxes: of each epoch the account with the largest number. */
import { type Eviction, EVICTION_REASONS } from "../../../devices/wire/account.ts";
import { DEVICE_ACCOUNT, LEDGER_ACCOUNTS, LEDGER_CLOSED } from "../../../ingest/tables.ts";
import type { Queries } from "../database.ts";
import { type Cell, timestamp } from "../postgres.ts";
import type { Millis } from "../range.ts";
import { ALL, ofDevice, type RollUp, type Sources, type Where } from "./rolled.ts";

/** The last account that names an epoch. */
export interface ToldEpoch {
  readonly device: string;
  /** Null in an account that names none. */
  readonly epoch: number | null;
  readonly account: number;
  readonly produced: number;
  readonly oldest: number;
  /** How many were evicted. */
  readonly evicted: number;
  /** When the ingest received it. */
  readonly told: Millis;
}

/** What devices have told, by epochs. */
export const ACCOUNTS: RollUp = {
  view: LEDGER_ACCOUNTS,
  table: DEVICE_ACCOUNT,
  step: 3_600_000,
  received: "ts",
};
/** Of an outbox from a backup, a later account says that less was produced: no reading is forgotten. */
const FIGURES = "max(produced), arg_max(oldest, account), arg_max(evicted, account)";

/** The accounts that are not closed, of all devices or of one; of an epoch there may be several. */
export async function toldEpochs(
  db: Queries,
  { view, table }: Sources,
  device?: string,
): Promise<ToldEpoch[]> {
  const all = await Promise.all([
    ...view.map((where) => read(db, LEDGER_ACCOUNTS, "told", ofDevice(where, device))),
    ...table.map((where) => read(db, DEVICE_ACCOUNT, "ts", ofDevice(where, device))),
  ]);
  return all.flat();
}

/** The accounts that the retention took, or is about to take. */
export function closedAccounts(db: Queries): Promise<ToldEpoch[]> {
  return read(db, LEDGER_CLOSED.accounts, "ts");
}

/** Of each epoch the account with the largest number, and the most that any says was produced. */
export function lastOf(accounts: readonly ToldEpoch[]): ToldEpoch[] {
  const last = new Map<string, ToldEpoch>();
  for (const told of accounts) {
    const name = `${told.device} ${told.epoch}`;
    const known = last.get(name) ?? told;
    const later = known.account < told.account ? told : known;
    last.set(name, { ...later, produced: Math.max(known.produced, told.produced) });
  }
  return [...last.values()];
}

async function read(
  db: Queries,
  from: string,
  told: string,
  { sql: condition, parameters }: Where = ALL,
): Promise<ToldEpoch[]> {
  const sql = `SELECT device_id, epoch, max(account), ${FIGURES}, arg_max(${told}, account) ` +
    `FROM ${from} WHERE ${condition}`;
  return (await db.rows("ledger_accounts", sql, parameters)).map(toTold);
}

function toTold([device, epoch, account, produced, oldest, evicted, told]: Cell[]): ToldEpoch {
  return {
    device: String(device),
    epoch: epoch === null ? null : Number(epoch),
    account: Number(account),
    produced: Number(produced ?? 0),
    oldest: Number(oldest ?? 1),
    evicted: Number(evicted ?? 0),
    told: Number(told),
  };
}

/** Reads which readings were evicted; an epoch with no more evictions than before has the same. */
export class Evictions {
  readonly #known = new Map<string, { readonly count: number; readonly found: Eviction[] }>();

  constructor(private readonly db: Queries) {}

  /** The evictions of an epoch by its last account. */
  async of(told: ToldEpoch): Promise<readonly Eviction[]> {
    if (told.evicted === 0) return [];
    const name = `${told.device} ${told.epoch}`;
    const known = this.#known.get(name);
    if (known?.count === told.evicted) return known.found;
    const found = await this.#read(DEVICE_ACCOUNT, told) ??
      await this.#read(LEDGER_CLOSED.accounts, told);
    if (found === undefined) return []; // the retention takes it just now
    this.#known.set(name, { count: told.evicted, found });
    return found;
  }

  async #read(table: string, { told, device, account, epoch }: ToldEpoch) {
    const sql = `SELECT evictions FROM ${table} WHERE ts = $1 ` +
      "AND device_id = $2 AND account = $3 AND epoch = $4";
    const parameters = [timestamp(told), device, `${account}`, `${epoch}`];
    const [row] = await this.db.rows("ledger_evictions", sql, parameters);
    return row === undefined ? undefined : readEvictions(String(row[0]));
  }
}

/** As the ingest wrote them, which has checked them. */
function readEvictions(text: string): Eviction[] {
  return (JSON.parse(text) as Eviction[]).filter(([, , reason]) =>
    EVICTION_REASONS.includes(reason)
  );
}
