/** The newest payloads, so that publishing need not read the file. */
import type { Epoch, Place } from "../settle/epoch.ts";
import type { Numbered } from "./intake.ts";

/** How many are kept. */
const MOST = 64;

/** Payloads of one epoch, each of them until it is asked for. */
export class AtHand {
  readonly #epoch: Epoch;
  readonly #payloads = new Map<number, string>();

  constructor(epoch: Epoch) {
    this.#epoch = epoch;
  }

  /** Keeps a payload, and no longer the oldest if there are too many. */
  keep({ seq, payload }: Numbered): void {
    this.#payloads.set(seq, payload);
    if (this.#payloads.size > MOST) this.#payloads.delete(this.#payloads.keys().next().value!);
  }

  /** The payloads at `places`, if all of them are at hand; they are not kept any longer. */
  take(places: readonly Place[]): string[] | undefined {
    const own = places.every(({ epoch, seq }) => epoch === this.#epoch && this.#payloads.has(seq));
    const payloads = own ? places.map(({ seq }) => this.#payloads.get(seq)!) : undefined;
    for (const { epoch, seq } of places) if (epoch === this.#epoch) this.#payloads.delete(seq);
    return payloads;
  }
}
