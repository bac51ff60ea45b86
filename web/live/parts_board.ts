/** How the parts are that live pages depend on, and since when. */
import type { PartName, Standing } from "../data/health_types.ts";
import type { Parts } from "./frame.ts";

/** What is said of a part. */
export interface PartState {
  readonly status: Standing;
  readonly detail: string;
}

/** Remembers since when each part is as it is, and tells when one changes. */
export class PartsBoard {
  readonly #parts = new Map<PartName, PartState & { readonly since: number }>();
  #version = 0;
  #telling = false;

  /** `changed` is called once for changes that come together. */
  constructor(private readonly now: () => number, private readonly changed: () => void) {}

  /** Grows with every change. */
  get version(): number {
    return this.#version;
  }

  /** What was last said of a part; undefined if nothing was yet. */
  part(name: PartName): PartState | undefined {
    const part = this.#parts.get(name);
    return part && { status: part.status, detail: part.detail };
  }

  /** Since when a part has its present status, in ms; undefined if it is not known yet. */
  since(name: PartName): number | undefined {
    return this.#parts.get(name)?.since;
  }

  /** Notes how a part is. Only a change of its status is news, not of its words. */
  set(name: PartName, { status, detail }: PartState): void {
    const before = this.#parts.get(name);
    const since = before?.status === status ? before.since : this.now();
    this.#parts.set(name, { status, detail, since });
    if (before?.status === status) return;
    this.#version++;
    this.#tell();
  }

  /** As the event that pages get. */
  get event(): Parts {
    return { now: this.now(), parts: Object.fromEntries(this.#parts) };
  }

  #tell(): void {
    if (this.#telling) return;
    this.#telling = true;
    queueMicrotask(() => {
      this.#telling = false;
      this.changed();
    });
  }
}
