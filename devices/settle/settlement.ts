/**
 * What a device does about the readings in its outbox: which to publish, which once more, which to
 * give up, and when. It decides; others publish and write. No input or output, no clock.
 */
import type { Range } from "../lib/ranges.ts";
import { type Epoch, Epochs, type Place } from "./epoch.ts";
import { Evidence } from "./evidence.ts";
import { Probe } from "./probe.ts";
import { newSent, type Sent, SentList } from "./sent.ts";

/** How a device settles. Times in milliseconds. */
export interface SettlementOptions {
  /** The most readings that are published and not yet stored. */
  readonly window: number;
  /** How long there must be evidence of a loss, at least. */
  readonly gapGrace: number;
  /** How long it must be quiet before the first probe, at most. */
  readonly probeAfter: number;
  /** Numbers in [0, 1). */
  readonly random: () => number;
}

/** What is to be done now. */
export interface Decision {
  /** To publish, in this order; it counts as published from here on. */
  readonly publish: readonly Place[];
  /** To give up as unanswered; it no longer waits. */
  readonly evict: readonly Place[];
}

/** Readings that were lost so often no longer count for the window. */
const HOPELESS = 3;
/** A reading is given up when it was lost so often, and its first publication is so long ago. */
const MOST_LOST = 20;
const PATIENCE = 3_600_000; // ms

/** The decisions for one device. `now` is in ms of a clock that never goes back. */
export class Settlement {
  /** All that the outbox holds. */
  readonly epochs: Epochs;
  readonly #window: number;
  readonly #evidence: Evidence;
  readonly #probe: Probe;
  /** Lost, or known not to have arrived: to be published again. */
  readonly #again = new SentList();
  #order = 0;
  /** How many readings count for the window. */
  #counted = 0;
  #outstanding = 0;

  /**
   * Begins with what an outbox holds; the last epoch is the one that new readings come to. What was
   * ever published counts as published now, in order: it may have arrived.
   */
  constructor(epochs: readonly Epoch[], options: SettlementOptions, now: number) {
    this.epochs = new Epochs(epochs);
    this.#window = options.window;
    this.#evidence = new Evidence(options.gapGrace);
    this.#probe = new Probe(options.probeAfter, options.random, now);
    for (const epoch of epochs) this.#takeUp(epoch, now);
  }

  /** How many readings are published and not yet stored. */
  get outstanding(): number {
    return this.#outstanding;
  }

  /** Whether something was never published, or has to be published again. */
  get hasToPublish(): boolean {
    return this.#again.first !== undefined || this.epochs.firstUnpublished() !== undefined;
  }

  /** What to do now, with room for `limit` publications; to be asked only while connected. */
  next(now: number, limit: number): Decision {
    const evict = this.#countLost(now);
    const publish: Place[] = [];
    while (publish.length < limit && this.#again.first) {
      publish.push(this.#resend(this.#again.first, now));
    }
    while (publish.length < limit && this.#counted < this.#window) {
      const place = this.epochs.firstUnpublished();
      if (!place) break;
      publish.push(this.#send(place, now));
    }
    if (publish.length > 0) this.#probe.published(now);
    else if (limit > 0 && this.#outstanding > 0 && this.#probe.dueAt <= now) {
      publish.push(this.#resend(this.#choose()!, now));
      this.#probe.probed(now);
    }
    return { publish, evict };
  }

  /** When `next` has something to do if nothing else happens; `undefined` if never. */
  nextAt(now: number): number | undefined {
    if (this.#outstanding === 0 && !this.epochs.firstUnpublished()) return undefined;
    const room = this.#counted < this.#window && this.epochs.firstUnpublished();
    if (room || this.#again.first) return now;
    return Math.max(now, Math.min(this.#evidence.nextAt ?? Infinity, this.#probe.dueAt));
  }

  /** Readings were said to be stored; returns those that waited. */
  stored(
    number: number,
    ranges: Iterable<Range>,
    now: number,
  ): { epoch?: Epoch; removed: Range[] } {
    const epoch = this.epochs.get(number);
    const removed: Range[] = [];
    let latest = 0;
    for (const [from, to] of epoch ? ranges : []) {
      for (const range of epoch!.waiting.remove(from, to)) {
        removed.push(range);
        for (let seq = range[0]; seq <= range[1]; seq++) {
          latest = Math.max(latest, this.#settle(epoch!.sent.get(seq), now));
        }
      }
    }
    this.#evidence.arrived(latest, now);
    if (removed.length > 0) this.#probe.heard(now);
    return { epoch, removed };
  }

  /** A connection is up. What an earlier one carried may have arrived: it waits for evidence. */
  connected(now: number): void {
    this.#probe.connected(now);
  }

  /** An account was said to be stored. */
  answered(now: number): void {
    this.#probe.answered(now);
  }

  /** The last publication of a reading is known not to have arrived. */
  refused({ epoch, seq }: Place): void {
    const sent = epoch.sent.get(seq);
    if (!sent || sent.list === this.#again) return;
    sent.publications--;
    this.#evidence.forget(sent);
    this.#again.push(sent);
  }

  /** Gives up the oldest reading that was never published, or the oldest if there is none. */
  overflow(): Place | undefined {
    const place = this.epochs.next();
    if (!place) return undefined;
    this.#drop(place.epoch.sent.get(place.seq));
    place.epoch.waiting.remove(place.seq);
    place.epoch.evicted.overflow.add(place.seq);
    return place;
  }

  #takeUp(epoch: Epoch, now: number): void {
    for (const [from, to] of epoch.waiting) {
      for (let seq = from; seq <= Math.min(to, epoch.published); seq++) {
        this.#add(newSent({ epoch, seq }, { order: ++this.#order, firstAt: now }));
      }
    }
  }

  #send(place: Place, now: number): Sent {
    place.epoch.published = place.seq;
    const sent = newSent(place, { order: ++this.#order, firstAt: now, sentAt: now });
    this.#add(sent);
    return sent;
  }

  #add(sent: Sent): void {
    sent.epoch.sent.set(sent.seq, sent);
    this.#evidence.published(sent);
    this.#outstanding++;
    this.#counted++;
  }

  #resend(sent: Sent, now: number): Sent {
    sent.order = ++this.#order;
    sent.sentAt = now;
    sent.publications++;
    this.#evidence.published(sent);
    return sent;
  }

  /** Lets go of a reading that is stored; returns the order of its latest publication. */
  #settle(sent: Sent | undefined, now: number): number {
    if (!sent) return 0;
    if (sent.publications === 1 && sent.sentAt !== undefined) {
      this.#evidence.measured(now - sent.sentAt);
    }
    this.#drop(sent);
    return sent.order;
  }

  #drop(sent: Sent | undefined): void {
    if (!sent) return;
    this.#evidence.forget(sent);
    sent.epoch.sent.delete(sent.seq);
    this.#outstanding--;
    if (sent.lost < HOPELESS) this.#counted--;
  }

  #countLost(now: number): Place[] {
    const evict: Place[] = [];
    for (let sent = this.#evidence.takeLost(now); sent; sent = this.#evidence.takeLost(now)) {
      if (++sent.lost === HOPELESS) this.#counted--;
      if (sent.lost >= MOST_LOST && now - sent.firstAt > PATIENCE) evict.push(this.#giveUp(sent));
      else this.#again.push(sent);
    }
    return evict;
  }

  #giveUp(sent: Sent): Place {
    const { epoch, seq } = sent;
    this.#drop(sent);
    epoch.waiting.remove(seq);
    epoch.evicted.unanswered.add(seq);
    return { epoch, seq };
  }

  /** What to probe with: published least often, among these last. */
  #choose(): Sent | undefined {
    let best: Sent | undefined;
    for (const { sent } of this.epochs) {
      for (const one of sent.values()) if (!best || isBetter(one, best)) best = one;
    }
    return best;
  }
}

function isBetter(a: Sent, b: Sent): boolean {
  if (a.publications !== b.publications) return a.publications < b.publications;
  return a.order > b.order;
}
