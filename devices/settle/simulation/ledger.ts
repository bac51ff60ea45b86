/** What the database knows: which readings it has, and each device's last account. */
import { Ranges } from "../../lib/ranges.ts";
import type { EpochAccount } from "../../wire/account.ts";
import type { Message } from "./broker.ts";

/** The database, and the sum that it has to show at any moment. */
export class Ledger {
  /** How many readings were given up as unanswered. */
  unanswered = 0;
  readonly #stored = new Map<number, Ranges>();
  /** What any account said; of clones each has an account of its own. */
  readonly #evicted = new Map<number, Ranges>();

  /** Commits a message. */
  store(message: Message): void {
    if ("epoch" in message) of(this.#stored, message.epoch).add(message.seq);
    else message.epochs.forEach((account) => this.#take(account));
  }

  has(epoch: number, seq: number): boolean {
    return of(this.#stored, epoch).has(seq);
  }

  /** Whether an account said that a reading was given up. */
  isEvicted(epoch: number, seq: number): boolean {
    return of(this.#evicted, epoch).has(seq);
  }

  #take(account: EpochAccount): void {
    this.#check(account);
    const evicted = of(this.#evicted, account.epoch);
    for (const [from, to, why] of account.evicted) {
      const before = evicted.count;
      evicted.add(from, to);
      if (why === "unanswered") this.unanswered += evicted.count - before;
    }
  }

  /** Below `oldest` everything is stored or evicted: anything else is missing. */
  #check({ epoch, oldest, evicted }: EpochAccount): void {
    const missing = new Ranges();
    if (oldest > 1) missing.add(1, oldest - 1);
    for (const [from, to] of of(this.#stored, epoch)) missing.remove(from, to);
    for (const [from, to] of evicted) missing.remove(from, to);
    const [first] = missing;
    if (first) throw new Error(`Readings ${first.join("-")} of epoch ${epoch} are missing`);
  }
}

function of(ranges: Map<number, Ranges>, epoch: number): Ranges {
  if (!ranges.has(epoch)) ranges.set(epoch, new Ranges());
  return ranges.get(epoch)!;
}
