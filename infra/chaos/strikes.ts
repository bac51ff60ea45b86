/** Does the faults of a plan, and counts what comes of them. */
import { delay } from "../../devices/lib/backoff.ts";
import { together } from "../../devices/lib/together.ts";
import type { Proxy } from "../rig/proxy.ts";
import type { Kind, Part } from "./part.ts";
import { type Fault, plan, type PlanOptions } from "./plan.ts";
import { strikeLink, strikePart } from "./strike.ts";
import { kindOf } from "./targets.ts";

/** Whom to strike, and whom to tell. */
export interface StrikesOptions {
  readonly parts: ReadonlyMap<string, Part>;
  readonly links: ReadonlyMap<string, Proxy>;
  readonly note: (event: string) => void;
}

/** The faults of one run. */
export class Strikes {
  readonly kills: Record<Kind, number> = { device: 0, broker: 0, ingest: 0, questdb: 0 };
  /** What parts said that ended by themselves, which none may do. */
  readonly ends: string[] = [];
  /** How many faults there were. */
  count = 0;
  readonly #options: StrikesOptions;

  constructor(options: StrikesOptions) {
    this.#options = options;
  }

  /** Does all faults, those of each target one after the other, and waits until their time is over. */
  async run(planned: PlanOptions, signal: AbortSignal): Promise<void> {
    const begin = performance.now();
    const faults = plan(planned);
    const tasks = planned.targets.map(({ name }) => (signal: AbortSignal) =>
      this.#strikeAll(faults.filter(({ target }) => target === name), begin, signal)
    );
    await together(signal, tasks);
    await until(begin + planned.seconds * 1000, signal);
  }

  /** Starts again what has ended by itself. */
  async revive(names: Iterable<string> = this.#options.parts.keys()): Promise<void> {
    for (const name of names) {
      const end = await this.#options.parts.get(name)!.revive();
      if (end === undefined) continue;
      this.ends.push(end);
      this.#options.note(end);
    }
  }

  async #strikeAll(faults: readonly Fault[], begin: number, signal: AbortSignal): Promise<void> {
    for (const fault of faults) {
      await until(begin + fault.at * 1000, signal);
      if (signal.aborted) return;
      const { target, kind, seconds } = fault;
      this.#options.note(`${target}: ${kind}${seconds > 0 ? ` for ${seconds} s` : ""}`);
      this.count++;
      const link = this.#options.links.get(target);
      if (link) await strikeLink(link, fault, signal);
      else await this.#strikeProcess(fault, signal);
    }
  }

  async #strikeProcess(fault: Fault, signal: AbortSignal): Promise<void> {
    const { target, kind } = fault;
    await this.revive([target]);
    if (kind === "kill" || kind === "wipe") this.kills[kindOf(target)]++;
    await strikePart(this.#options.parts.get(target)!, fault, signal);
  }
}

/** Waits for a moment of `performance.now()`; one that has passed is now. */
async function until(moment: number, signal: AbortSignal): Promise<void> {
  await delay(Math.max(0, moment - performance.now()), signal);
}
