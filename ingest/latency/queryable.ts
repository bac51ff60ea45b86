/** When committed readings become visible to queries: the transactions of the write-ahead log. */
import { delay } from "../../devices/lib/backoff.ts";

/** The state of a table's write-ahead log. */
export interface WalState {
  /** The last transaction that was committed. */
  readonly committed: number;
  /** The last one that queries see. */
  readonly applied: number;
  /** When that was, by the database's clock, in ms; null if it does not say. */
  readonly appliedAt: number | null;
}

/** What the tracker needs from outside. */
export interface QueryableDeps {
  /** Asks the database; rejects while it does not answer. */
  readonly read: () => Promise<WalState>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A commit whose readings no query sees yet. */
interface Pending<T> {
  readonly commit: T;
  readonly at: number;
  readonly size: number;
  /** The transaction that it is at most; unknown until the log was first asked after it. */
  txn?: number;
}

/** Between two questions while something is pending, in ms. */
const EVERY = 25;
/** Between two questions while the database does not answer, in ms. */
const RETRY = 1000;
/** More pending readings than this are not followed: the log stands still, its lag says so. */
const MOST = 200_000;

/** Follows commits until they are visible. Asks nothing while nothing is pending. */
export class QueryableTracker<T> {
  #pending: Pending<T>[] = [];
  #size = 0;
  #asked = 0;
  #lag = 0;
  #wake = () => {};

  constructor(
    private readonly deps: QueryableDeps,
    /** Called once for each followed commit: when it was committed and when seen, both in ms. */
    private readonly visible: (commit: T, committedAt: number, visibleAt: number) => void,
  ) {}

  /** Transactions that were committed and not yet applied, when last asked. */
  get lag(): number {
    return this.#lag;
  }

  /** A commit of `size` readings has been confirmed at `at` ms. */
  add(commit: T, size: number, at: number): void {
    if (this.#size + size > MOST) return;
    this.#pending.push({ commit, at, size });
    this.#size += size;
    this.#wake();
  }

  /** Asks the log as long as something is pending, until `signal` aborts. */
  async run(signal: AbortSignal): Promise<void> {
    signal.addEventListener("abort", () => this.#wake(), { once: true });
    while (!signal.aborted) {
      if (this.#pending.length === 0) await this.#something(signal);
      const answered = await this.ask().then(() => true, () => false);
      await delay(answered ? EVERY : RETRY, signal);
    }
  }

  /** Asks the log once and reports what has become visible. */
  async ask(): Promise<void> {
    const before = this.deps.now();
    const state = await this.deps.read();
    const after = this.deps.now();
    this.#lag = Math.max(0, state.committed - state.applied);
    for (const pending of this.#pending) {
      if (pending.txn === undefined && pending.at <= before) pending.txn = state.committed;
    }
    this.#settle(state, after);
    this.#asked = before;
  }

  #settle(state: WalState, after: number): void {
    const at = trusted(state.appliedAt, this.#asked, after);
    const left: Pending<T>[] = [];
    for (const pending of this.#pending) {
      if ((pending.txn ?? Infinity) > state.applied) left.push(pending);
      else this.visible(pending.commit, pending.at, Math.max(pending.at, at));
    }
    this.#pending = left;
    this.#size = left.reduce((sum, { size }) => sum + size, 0);
  }

  #something(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
      if (signal.aborted) resolve();
    });
  }
}

/** The database's time where its clock agrees with ours, otherwise the time of the answer. */
function trusted(appliedAt: number | null, asked: number, answered: number): number {
  const agrees = appliedAt !== null && appliedAt >= asked && appliedAt <= answered;
  return agrees ? appliedAt : answered;
}
