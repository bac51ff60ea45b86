/** The product's own ledger at the end of a run: it has to come to the sum that was added up here. */
import { delay } from "../../devices/lib/backoff.ts";
import { Database } from "../../web/data/database.ts";
import { Ledgers } from "../../web/data/ledger/ledger.ts";
import { postgresLink } from "../../web/data/postgres.ts";
import type { Ledger } from "../../web/data/types.ts";
import type { Balance } from "../rig/ledger.ts";

/** A ledger that nobody has read yet may have much to catch up on. */
const TIMEOUT = 30_000; // ms
/** How long the devices' last accounts may take. */
const PATIENCE = 20_000; // ms

/** Reads the ledger of the database at `url` until it agrees with `balance`, or time is over. */
export async function readProductLedger(
  url: string,
  balance: Balance,
  signal: AbortSignal,
): Promise<Ledger> {
  const database = new Database([postgresLink(url, { connections: 2, timeout: TIMEOUT })], {
    deadline: TIMEOUT,
  });
  const ledgers = new Ledgers(database, delay);
  const end = performance.now() + PATIENCE;
  try {
    for (;;) {
      const ledger = await ledgers.read();
      const isOver = signal.aborted || performance.now() > end;
      if (isOver || disagreements(ledger.fleet, balance).length === 0) return ledger;
      await delay(1000, signal);
    }
  } finally {
    database.close();
  }
}

const TERMS = [
  ["produced", "produced"],
  ["stored", "stored"],
  ["deadLettered", "dead_lettered"],
  ["waiting", "waiting"],
  ["evicted", "evicted"],
] as const;

/** What the ledger says differently, in words. */
export function disagreements(fleet: Ledger["fleet"], balance: Balance): string[] {
  const { produced, stored, deadLettered, waiting, evicted } = balance;
  const missing = produced - stored - deadLettered - waiting - evicted;
  const differ = TERMS.filter(([ours, theirs]) => balance[ours] !== fleet[theirs])
    .map(([ours, theirs]) => `${fleet[theirs]} ${theirs}, not ${balance[ours]}`);
  if (fleet.missing !== missing) differ.push(`${fleet.missing} missing, not ${missing}`);
  return differ;
}
