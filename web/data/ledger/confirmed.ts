/**
 * Which readings are missing for certain. No roll-up has the last word on that: whatever it lacks is
 * looked for among all rows, once. A reading that comes later is seen, as its step is read anew.
 */
import type { Range } from "../../../devices/lib/ranges.ts";
import type { DrawnDevice, DrawnEpoch } from "./draw_up_device.ts";

/** Remembers what was looked for. */
export class Confirmed {
  /** By device and epoch. */
  readonly #missing = new Map<string, readonly Range[]>();

  /**
   * The devices of which something is missing that was not looked for. What is no longer missing is
   * forgotten: should it be missing once more, it is looked for once more.
   */
  doubted(devices: readonly DrawnDevice[]): string[] {
    return devices.filter(({ ledger, epochs }) => {
      if (ledger.missing === null) return false; // nobody can say
      return epochs.filter((epoch) => this.#isDoubted(ledger.device_id, epoch)).length > 0;
    }).map(({ ledger }) => ledger.device_id);
  }

  /** What is missing of these devices was looked for among all rows. */
  note(devices: readonly DrawnDevice[]): void {
    for (const { ledger, epochs } of devices) {
      for (const epoch of epochs) this.#note(nameOf(ledger.device_id, epoch), missingIn(epoch));
    }
  }

  #isDoubted(device: string, epoch: DrawnEpoch): boolean {
    const name = nameOf(device, epoch);
    const missing = missingIn(epoch);
    const isDoubted = !isWithin(missing, this.#missing.get(name) ?? []);
    if (!isDoubted) this.#note(name, missing);
    return isDoubted;
  }

  #note(name: string, missing: readonly Range[]): void {
    if (missing.length > 0) this.#missing.set(name, missing);
    else this.#missing.delete(name);
  }
}

function nameOf(device: string, { ledger }: DrawnEpoch): string {
  return `${device} ${ledger.epoch}`;
}

function missingIn({ balance }: DrawnEpoch): Range[] {
  return balance.parts.filter(({ fate }) => fate === "missing").map(({ from, to }) => [from, to]);
}

/** Whether each of some ranges lies within one of the others; both ascend. */
function isWithin(ranges: readonly Range[], others: readonly Range[]): boolean {
  let i = 0;
  return ranges.every(([from, to]) => {
    while (i < others.length && others[i][1] < from) i++;
    return i < others.length && others[i][0] <= from && to <= others[i][1];
  });
}
