/** What the fleet page shows, and when that may change: order stays under the pointer. */
import { batch, type Signal, signal } from "@preact/signals";
import type { FleetCounts } from "../../data/types.ts";
import { markOf } from "./device_now.ts";
import type { FleetStore } from "./fleet_store.ts";
import { type FleetData, type Shown, wholeSelection } from "./page_data.ts";
import { compareIds, countDevices, countUnlisted, selectDevices } from "./select.ts";
import type { FleetView } from "./view.ts";

/** View, lists and counts of the fleet page. */
export class FleetModel {
  readonly view: Signal<FleetView>;
  readonly shown: Signal<Shown>;
  readonly counts: Signal<FleetCounts>;
  /** Devices that need a look and are not in the list, which would move. */
  readonly waiting: Signal<number> = signal(0);
  /** Whether the pointer is on the lists. */
  isHeld = false;
  readonly #store: FleetStore;
  #isWhole = false;

  constructor(store: FleetStore, data: FleetData) {
    this.#store = store;
    this.view = signal(data.view);
    this.shown = signal(data.shown);
    this.counts = signal(data.counts);
  }

  /** Shows another view. */
  show(view: FleetView, now: number): void {
    batch(() => {
      this.view.value = view;
      this.arrange(now);
    });
  }

  /** Puts every device where it belongs at `now`: on load, for a new view, or when asked for. */
  arrange(now: number): void {
    batch(() => {
      this.shown.value = wholeSelection(selectDevices(this.#store.all(), this.view.peek(), now));
      this.waiting.value = 0;
    });
  }

  /** Takes in that devices appeared or left. The first time, the fleet has just become known. */
  membersChanged(now: number): void {
    if (!this.#isWhole) {
      this.#isWhole = true;
      this.arrange(now);
      return;
    }
    const { attention, running } = this.shown.peek();
    const there = (id: string) => this.#store.get(id) !== undefined;
    this.#list(attention.filter(there), [...running.filter(there), ...this.#joining(now)]);
    this.tick(now);
  }

  /** Counts anew; once a second. */
  tick(now: number): void {
    if (!this.#isWhole) return;
    const view = this.view.peek();
    batch(() => {
      const counts = countDevices(this.#store.all(), now);
      if (!sameCounts(counts, this.counts.peek())) this.counts.value = counts;
      const listed = new Set(this.shown.peek().attention);
      this.waiting.value = countUnlisted(this.#store.all(), view, now, listed);
      // An empty list has no order that could change; it may appear unless that moves the pointer's.
      if (listed.size === 0 && this.waiting.value > 0 && !this.isHeld) this.arrange(now);
      if (view.show === "online") this.#join(now);
    });
  }

  /** How many devices of the view need a look at `now`, listed or not. */
  needing(now: number): number {
    const still = this.shown.value.attention.filter((id) => {
      const device = this.#store.get(id);
      return device !== undefined && markOf(device, now).state !== "online";
    });
    return still.length + this.waiting.value;
  }

  /** Lists what has come online since. */
  #join(now: number): void {
    const joining = this.#joining(now);
    if (joining.length === 0) return;
    const { attention, running } = this.shown.peek();
    this.#list(attention, [...running, ...joining]);
  }

  /** The running devices of the view that are not listed. */
  #joining(now: number): readonly string[] {
    const { attention, running } = this.shown.peek();
    const listed = new Set([...attention, ...running]);
    const others = [...this.#store.all()].filter(({ id }) => !listed.has(id));
    return selectDevices(others, this.view.peek(), now).running;
  }

  #list(attention: readonly string[], running: string[]): void {
    if (!this.isHeld) running.sort(compareIds);
    this.shown.value = wholeSelection({ attention, running });
  }
}

function sameCounts(a: FleetCounts, b: FleetCounts): boolean {
  return a.all === b.all && a.online === b.online && a.stale === b.stale;
}
