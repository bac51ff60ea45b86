/** A part of the demo that is started again, backed off, whenever it ends by itself. */
import { Backoff, delay } from "../../devices/lib/backoff.ts";
import type { Log } from "../../devices/lib/log.ts";
import { EXIT_SETUP, SetupError } from "../../devices/lib/program.ts";
import type { PartSpec } from "./parts.ts";
import type { PartProcess, Spawn } from "./process.ts";

/** What a part needs from outside. */
export interface PartDeps {
  readonly spawn: Spawn;
  readonly log: Log;
  readonly onLine: (line: string) => void;
  readonly backoff?: Backoff;
}

/** A part that lived this long starts the back-off anew. */
const STABLE = 60_000; // ms

/** A part from its start to its stop. */
export class Part {
  readonly #spec: PartSpec;
  readonly #deps: PartDeps;
  readonly #backoff: Backoff;
  readonly #off = new AbortController();
  #process: PartProcess;

  /**
   * Resolves after `stop`.
   *
   * @throws {SetupError} when the part ends because it can't run as it is set up: it has said why,
   * and would again.
   */
  readonly ended: Promise<void>;

  constructor(spec: PartSpec, deps: PartDeps) {
    this.#spec = spec;
    this.#deps = deps;
    this.#backoff = deps.backoff ?? new Backoff();
    this.#process = this.#spawn();
    this.ended = this.#keep();
  }

  /** Stops it; resolves when it is gone. */
  async stop(): Promise<void> {
    this.#off.abort();
    this.#process.stop();
    await this.ended.catch(() => {}); // it ended before
  }

  #spawn(): PartProcess {
    const { name, args } = this.#spec;
    return this.#deps.spawn(name, args, this.#deps.onLine);
  }

  async #keep(): Promise<void> {
    const { signal } = this.#off;
    const { name } = this.#spec;
    for (;;) {
      const since = performance.now();
      const code = await this.#process.ended;
      if (signal.aborted) return;
      if (code === EXIT_SETUP) throw new SetupError(`${name} can't run: see what it says above`);
      if (performance.now() - since > STABLE) this.#backoff.reset();
      const wait = this.#backoff.next();
      const again = `starting it again in ${(wait / 1000).toFixed(1)} s`;
      this.#deps.log.warn(`${name} ended with exit code ${code}; ${again}`);
      await delay(wait, signal);
      if (signal.aborted) return;
      this.#process = this.#spawn();
    }
  }
}
