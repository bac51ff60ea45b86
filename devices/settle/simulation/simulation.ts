/**
 * A device, a broker and an ingest in a simulated time, for the rules that no test of a single case
 * can hold: whatever happens, nothing is missing at the end.
 */
import type { StoredMessage } from "../../wire/stored.ts";
import { Broker, type Message } from "./broker.ts";
import { SimulatedDevice, type Witness } from "./device.ts";
import type { Disk } from "./disk.ts";
import { Ledger } from "./ledger.ts";
import { heal, planMishaps, type World } from "./mishaps.ts";
import { draw, type Plan } from "./plan.ts";
import { Timeline } from "./timeline.ts";
import { Worker } from "./worker.ts";

/** How a run went. */
export interface Outcome {
  readonly plan: Plan;
  readonly produced: number;
  /** Publications beyond the first of each reading. */
  readonly extra: number;
  readonly unanswered: number;
  /** From the end of the trouble until nothing waited, ms; and how long it may have taken. */
  readonly settled: number;
  readonly allowed: number;
}

/** After this time a run that is not settled never will be. */
const FOREVER = 3 * 3_600_000; // ms
/** How long the last epochs may take to be accounted for. */
const LAST_ACCOUNTS = 30_000; // ms
/** How many lost copies the time to settle allows for. */
const COPIES = 3;

/**
 * Runs one story with what its seed draws.
 *
 * @throws {Error} at the first promise that is broken.
 */
export function simulate(story: Plan["story"], seed: number): Outcome {
  return new Simulation(draw(story, seed)).run();
}

class Simulation implements World, Witness {
  readonly time = new Timeline();
  readonly broker: Broker;
  readonly workers: Worker[];
  readonly devices: SimulatedDevice[] = [];
  readonly #ledger = new Ledger();
  /** Readings that were ever produced, by epoch and seq, with how often they were published. */
  readonly #publications = new Map<string, number>();
  /** Readings that a disk held which is gone. */
  readonly #gone = new Set<string>();
  readonly #copiesLost = new Map<string, number>();
  #epochs = 0;

  constructor(readonly plan: Plan) {
    this.broker = new Broker(plan);
    this.broker.onLost = (message) => "epoch" in message && this.#count(message);
    const most = Math.ceil(plan.window / 4);
    const say = (message: StoredMessage) => this.#say(message);
    const store = (message: Message) => this.#ledger.store(message);
    this.workers = plan.workers.map((commit) =>
      new Worker({ time: this.time, broker: this.broker, commit, most, store, say })
    );
    this.broker.takers = this.workers;
    this.#add();
  }

  run(): Outcome {
    const { plan, time } = this;
    this.devices[0].start();
    if (plan.story === "hour" || plan.story === "week") this.#outage();
    planMishaps(this);
    time.run(plan.trouble);
    for (const device of this.devices) device.end();
    heal(this);
    const allowed = this.#allowed();
    time.run(plan.trouble + FOREVER, () => this.#isSettled);
    if (!this.#isSettled) throw new Error("Some readings wait for ever");
    const settled = time.now - plan.trouble;
    if (settled > allowed) throw new Error(`Settled after ${settled} ms: ${allowed} at most`);
    time.run(time.now + LAST_ACCOUNTS);
    return this.#close(settled, allowed);
  }

  clone(of: SimulatedDevice): SimulatedDevice {
    return this.#add(of.disk);
  }

  restore(device: SimulatedDevice, disk: Disk): void {
    for (const { epoch, produced } of device.disk.epochs) {
      const kept = disk.epochs.find((one) => one.epoch === epoch)?.produced ?? 0;
      for (let seq = kept + 1; seq <= produced; seq++) this.#gone.add(`${epoch} ${seq}`);
    }
    device.disk = disk;
  }

  drawEpoch(): number {
    return ++this.#epochs;
  }

  produced(epoch: number, seq: number): void {
    const name = `${epoch} ${seq}`;
    if (this.#publications.has(name)) throw new Error(`Reading ${name} is produced twice`);
    this.#publications.set(name, 0);
  }

  published(epoch: number, seq: number): void {
    const name = `${epoch} ${seq}`;
    this.#publications.set(name, this.#publications.get(name)! + 1);
  }

  deleted(epoch: number, seq: number): void {
    if (!this.#ledger.has(epoch, seq)) throw new Error(`${epoch} ${seq} is deleted and not stored`);
  }

  #add(disk?: Disk): SimulatedDevice {
    const device = new SimulatedDevice(this.plan, this.time, this.broker, this, disk);
    this.devices.push(device);
    return device;
  }

  #say(message: StoredMessage): void {
    const { random, deafness, trouble } = this.plan;
    if (this.time.now < trouble && random() < deafness) return;
    for (const device of this.devices) {
      this.time.after(this.broker.way(), () => device.hear(message));
    }
  }

  #outage(): void {
    this.time.after(30_000, () => this.workers.forEach((worker) => worker.crash(true)));
  }

  get #isSettled(): boolean {
    return this.devices.every(({ settlement }) => settlement.epochs.waiting === 0);
  }

  /**
   * A minute, and the time that the backlog takes: an account, a probe and what is lost go a round
   * each before it. More if copies were lost too often.
   */
  #allowed(): number {
    const { way, workers, window } = this.plan;
    const round = 2 * way + 2 * Math.max(...workers) + 2000;
    const waiting = this.devices.map(({ settlement }) => settlement.epochs.waiting);
    const backlog = Math.max(...waiting) / window + this.broker.queue.length / 500;
    return 60_000 + round * (3 + backlog) + (this.#lostAgain > COPIES ? 600_000 : 0);
  }

  /** How many copies of what is not stored were lost, the first ones apart. */
  get #lostAgain(): number {
    let sum = 0;
    for (const [name, count] of this.#copiesLost) {
      const [epoch, seq] = name.split(" ").map(Number);
      if (!this.#ledger.has(epoch, seq)) sum += count - 1;
    }
    return sum;
  }

  #count({ epoch, seq }: { epoch: number; seq: number }): void {
    const name = `${epoch} ${seq}`;
    this.#copiesLost.set(name, (this.#copiesLost.get(name) ?? 0) + 1);
  }

  #close(settled: number, allowed: number): Outcome {
    let extra = 0;
    for (const [name, publications] of this.#publications) {
      const [epoch, seq] = name.split(" ").map(Number);
      const isKnown = this.#ledger.has(epoch, seq) || this.#ledger.isEvicted(epoch, seq);
      if (!isKnown && !this.#gone.has(name)) throw new Error(`Reading ${name} is missing`);
      extra += Math.max(0, publications - 1);
    }
    for (const { settlement } of this.devices) {
      if ([...settlement.epochs].length > 1) throw new Error("An epoch is accounted for for ever");
    }
    const { plan } = this;
    const { unanswered } = this.#ledger;
    return { plan, produced: this.#publications.size, extra, unanswered, settled, allowed };
  }
}
