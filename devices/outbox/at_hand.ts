/** The newest payloads, so that publishing need not read the file. */
import type { Epoch, Place } from "../settle/epoch.ts";
import type { Numbered } from "./intake.ts";

/** Payloads of one epoch, each of them until it is asked for. */
export class AtHand {
  readonly #payloads = new Map<number, string>();

  /** @param most how many are kept, besides those of the last commit */
  constructor(private readonly epoch: Epoch, private readonly most: number) {}

  /** Keeps what a commit has written, and no longer what is old if there is too much. */
  keep(readings: readonly Numbered[]): void {
    for (const seq of this.#payloads.keys()) {
      if (this.#payloads.size + readings.length <= this.most) break;
      this.#payloads.delete(seq);
    }
    for (const { seq, payload } of readings) this.#payloads.set(seq, payload);
  }

  /** The payload at a place, if it is at hand; it is not kept any longer. */
  take({ epoch, seq }: Place): string | undefined {
    if (epoch !== this.epoch) return undefined;
    const payload = this.#payloads.get(seq);
    this.#payloads.delete(seq);
    return payload;
  }
}
