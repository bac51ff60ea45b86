/** A device as its runtime drives it, with a disk that lags behind its memory. */
import type { StoredMessage } from "../../wire/stored.ts";
import { Accounts } from "../accounts.ts";
import { type Epoch, newEpoch } from "../epoch.ts";
import { Overflow } from "../overflow.ts";
import { Settlement } from "../settlement.ts";
import type { Broker, Message } from "./broker.ts";
import { type Disk, EMPTY, read, write } from "./disk.ts";
import type { Plan } from "./plan.ts";
import type { Timeline } from "./timeline.ts";

/** Told of what a device does. */
export interface Witness {
  /** A new epoch's number. */
  drawEpoch(): number;
  produced(epoch: number, seq: number): void;
  published(epoch: number, seq: number): void;
  /** A reading is deleted because it is said to be stored. */
  deleted(epoch: number, seq: number): void;
}

const GAP_GRACE = 5000; // ms
const PROBE_AFTER = 30_000; // ms
const ACCOUNT_INTERVAL = 10_000; // ms
/** From an append to the commit that writes it, and the longest that anything else waits for one. */
const COMMIT = 10; // ms
const LINGER = 1000; // ms
/** A refused device tries again after this time. */
const REST = 8000; // ms

/** A device. */
export class SimulatedDevice {
  disk: Disk;
  isUp = false;
  isConnected = false;
  settlement!: Settlement;
  readonly #plan: Plan;
  readonly #time: Timeline;
  readonly #broker: Broker;
  readonly #witness: Witness;
  #accounts!: Accounts;
  #overflow!: Overflow;
  #current!: Epoch;
  #samples = true;
  #restUntil = 0;
  #wokenAt?: number;
  /** Counts lives and connections: what an earlier one has planned does not happen. */
  #life = 0;
  #connection = 0;
  /** How much longer than the timeline the device's own clock has run. */
  #ahead = 0;
  /** The error of its wall clock, which steps. */
  #wrong = 0;

  constructor(plan: Plan, time: Timeline, broker: Broker, witness: Witness, disk = EMPTY) {
    this.#plan = plan;
    this.#time = time;
    this.#broker = broker;
    this.#witness = witness;
    this.disk = disk;
  }

  get #now(): number {
    return this.#time.now + this.#ahead;
  }

  get #unixTime(): number {
    return this.#time.now + this.#wrong;
  }

  /** Starts the process with what is on the disk. */
  start(): void {
    if (this.isUp) return;
    this.isUp = true;
    this.#wokenAt = undefined;
    const epochs = read(this.disk);
    this.#current = newEpoch((epochs.at(-1)?.start ?? 0) + 1, this.#witness.drawEpoch());
    const { window, random } = this.#plan;
    const options = { window, random, gapGrace: GAP_GRACE, probeAfter: PROBE_AFTER };
    this.settlement = new Settlement([...epochs, this.#current], options, this.#now);
    this.#accounts = new Accounts(this.disk.account, this.#unixTime);
    this.#overflow = new Overflow(this.#plan.limit);
    this.#every(LINGER, () => this.#write());
    this.#every(this.#plan.interval, () => this.#sample());
    this.#every(ACCOUNT_INTERVAL, () => this.#account());
    this.connect();
  }

  /** Ends the process without a word. */
  crash(): void {
    this.disconnect();
    this.isUp = false;
    this.#life++;
  }

  connect(): void {
    if (!this.isUp || this.isConnected || !this.#broker.isUp) return;
    this.isConnected = true;
    this.settlement.connected(this.#now);
    this.#account();
    this.#pump();
  }

  /** Ends the connection: what is on its way is lost. */
  disconnect(): void {
    this.isConnected = false;
    this.#restUntil = 0;
    this.#connection++;
  }

  /** Holds the device up, as a machine does that sleeps. */
  suspend(ms: number): void {
    this.disconnect();
    this.#ahead += ms;
  }

  /** Sets the wall clock wrong. */
  setClock(error: number): void {
    this.#wrong = error;
  }

  /** Samples no more. */
  end(): void {
    this.#samples = false;
  }

  /** Takes a message of the ingest. */
  hear(message: StoredMessage): void {
    if (!this.isConnected) return;
    if ("account" in message) this.#answered(message.account);
    else this.#stored(message.epoch, message.seq);
    this.#pump();
  }

  #answered(account: number): void {
    if (!this.#accounts.isOurs(account)) return;
    this.settlement.answered(this.#now);
    for (const epoch of this.#accounts.answered(account)) this.settlement.epochs.forget(epoch);
  }

  #stored(epoch: number, ranges: Iterable<readonly [number, number]>): void {
    const { removed } = this.settlement.stored(epoch, ranges, this.#now);
    for (const [from, to] of removed) {
      for (let seq = from; seq <= to; seq++) this.#witness.deleted(epoch, seq);
    }
  }

  #sample(): void {
    if (!this.#samples) return;
    this.#later(COMMIT, () => {
      const { settlement, settlement: { epochs } } = this;
      while (this.#overflow.isOver(epochs.waiting + 1, () => epochs.scattered())) {
        settlement.overflow();
      }
      const seq = ++this.#current.produced;
      this.#current.waiting.add(seq);
      this.#witness.produced(this.#current.epoch, seq);
      this.#write();
      this.#pump();
    });
  }

  #write(): void {
    this.disk = write(this.#accounts.number, this.settlement.epochs);
  }

  #account(): void {
    if (!this.isConnected) return;
    this.#accounts.draw(this.#unixTime);
    this.#write();
    const account = this.#accounts.account(this.settlement.epochs, this.#current);
    this.#publish(account, () => {});
  }

  #pump(): void {
    if (!this.isConnected || this.#now < this.#restUntil) return;
    const { publish } = this.settlement.next(this.#now, Infinity);
    for (const { epoch, seq } of publish) {
      this.#witness.published(epoch.epoch, seq);
      const refused = () => {
        this.settlement.refused({ epoch, seq });
        this.#restUntil = this.#now + REST;
        this.#later(REST, () => this.#pump());
      };
      this.#publish({ epoch: epoch.epoch, seq }, refused);
    }
    const next = this.settlement.nextAt(this.#now);
    if (next === undefined || next === this.#wokenAt) return;
    this.#wokenAt = next;
    this.#later(Math.max(1, next - this.#now), () => {
      this.#wokenAt = undefined;
      this.#pump();
    });
  }

  #publish(message: Message, refused: () => void): void {
    const connection = this.#connection;
    this.#time.after(this.#broker.way(), () => {
      if (connection !== this.#connection) this.#broker.onLost(message);
      else if (!this.#broker.receive(message)) refused();
    });
  }

  #every(ms: number, act: () => void): void {
    this.#later(ms, () => {
      act();
      this.#every(ms, act);
    });
  }

  #later(ms: number, act: () => void): void {
    const life = this.#life;
    this.#time.after(ms, () => life === this.#life && act());
  }
}
