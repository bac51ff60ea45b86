/** What happens while the database does not take rows: it is said, waited, and tried elsewhere. */
import { Backoff, delay } from "../../devices/lib/backoff.ts";
import { type Log, rateLimited } from "../../devices/lib/log.ts";

/** What a recovery needs from outside. */
export interface RecoveryDeps {
  readonly log: Log;
  /** Looks for an address that answers. */
  readonly choose: () => Promise<void>;
  /** Ends every wait. */
  readonly signal: AbortSignal;
  readonly backoff?: Backoff;
}

/** The way back from a failed commit; one for each table. */
export class Recovery {
  #since: number | undefined;
  readonly #deps: RecoveryDeps;
  readonly #backoff: Backoff;
  readonly #say: (kind: string, message: string) => void;

  constructor(readonly table: string, deps: RecoveryDeps) {
    this.#deps = deps;
    this.#backoff = deps.backoff ?? new Backoff({ min: 200, max: 10_000 });
    this.#say = rateLimited(deps.log.warn);
  }

  /** Whether commits fail at present. */
  get failing(): boolean {
    return this.#since !== undefined;
  }

  /** A commit failed: says so at most once a minute, waits, and looks for an address. */
  async failed(message: string): Promise<void> {
    this.#since ??= performance.now();
    this.#say("failed", `${this.table}: QuestDB did not store the rows, they are kept: ${message}`);
    await delay(this.#backoff.next(), this.#deps.signal);
    if (!this.#deps.signal.aborted) await this.#deps.choose();
  }

  /** A commit succeeded. */
  succeeded(): void {
    this.#backoff.reset();
    if (this.#since === undefined) return;
    const seconds = (performance.now() - this.#since) / 1000;
    this.#since = undefined;
    this.#deps.log.info(`${this.table}: QuestDB stores rows again after ${seconds.toFixed(1)} s`);
  }
}
