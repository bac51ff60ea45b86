/** One run: everything is started, struck, healed, let settle, stopped, and added up. */
import { delay } from "../../devices/lib/backoff.ts";
import { Database } from "../rig/sql.ts";
import type { Options } from "./args.ts";
import { latencySince, outOfOrder } from "./figures.ts";
import { HOSTILE } from "./hostile_device.ts";
import { readProductLedger } from "./product_ledger.ts";
import { Scene } from "./scene.ts";
import { readHeld, unsettled } from "./settled.ts";
import { Strikes } from "./strikes.ts";
import { DEVICE_IDS, OVERFULL, planOptions } from "./targets.ts";
import { judge, type Verdict } from "./verdict.ts";
import { Watch } from "./watch.ts";

/** What a run needs from outside. */
export interface RunDeps {
  readonly say: (line: string) => void;
  /** Aborted to call the run off. */
  readonly signal: AbortSignal;
}

/** What the last look at a database that may be away may take. */
const GLANCE = 2000; // ms
/** How long it may take to settle. */
const PATIENCE = 300_000; // ms
/** And how long without any progress: devices wait up to a minute for evidence of what is lost. */
const STANDSTILL = 90_000; // ms
/** Messages of the hostile device that are always on their way. */
const FEW = 10;
/** How long all runs on undisturbed, so that the latency after healing is one of many readings. */
const CALM = 5000; // ms
/** How long what the devices published at their end may take to be stored. */
const LAST = 20_000; // ms

/** When what happened, for the verdict. */
interface Times {
  readonly begin: number;
  readonly healed: Date;
  /** Seconds. */
  readonly settled: number | undefined;
  readonly longestOutage: number;
}

/** Runs, and returns the verdict; none if it was called off. */
export async function runChaos(options: Options, deps: RunDeps): Promise<Verdict | undefined> {
  const broker = typeof options.broker === "string" ? options.broker : options.broker.host;
  deps.say(`seed ${options.seed}, broker ${broker}: starting everything, and 20 devices`);
  const begin = performance.now();
  try {
    await using scene = await Scene.open(options, deps.signal);
    return await new Run(options, scene, deps).run(begin);
  } catch (error) {
    if (deps.signal.aborted) return undefined; // whatever was being started or asked
    throw error;
  }
}

/** One run on a scene. */
class Run {
  readonly #options: Options;
  readonly #scene: Scene;
  readonly #signal: AbortSignal;
  readonly #watch: Watch;
  readonly #strikes: Strikes;

  constructor(options: Options, scene: Scene, { say, signal }: RunDeps) {
    this.#options = options;
    this.#scene = scene;
    this.#signal = signal;
    const waiting = () => scene.devices.reduce((sum, { waiting }) => sum + waiting, 0);
    const database = new Database(scene.database.url, GLANCE);
    const watch = this.#watch = new Watch({ database, waiting, say });
    const { parts, links } = scene;
    this.#strikes = new Strikes({ parts, links, note: (event) => watch.note(event) });
  }

  async run(begin: number): Promise<Verdict | undefined> {
    const over = new AbortController();
    const signal = AbortSignal.any([this.#signal, over.signal]);
    const background = Promise.all([this.#watch.run(signal), this.#scene.hostile.run(signal)]);
    try {
      await this.#strikes.run(planOptions(this.#options), this.#signal);
      const healed = new Date();
      if (!this.#signal.aborted) this.#watch.note("all faults are over");
      const settled = await this.#settle(healed.getTime());
      const longestOutage = this.#watch.longestOutage;
      await delay(CALM, this.#signal);
      over.abort();
      await background;
      if (this.#signal.aborted) return undefined;
      await this.#stopDevices();
      return await this.#judge({ begin, healed, settled, longestOutage });
    } finally {
      over.abort();
    }
  }

  /** Waits until all that was produced has arrived; returns how many seconds that took. */
  async #settle(healed: number): Promise<number | undefined> {
    let [why, since]: [string | undefined, number] = ["", healed];
    while (!this.#signal.aborted && Date.now() < Math.min(healed + PATIENCE, since + STANDSTILL)) {
      await this.#strikes.revive();
      const now = await this.#unsettled();
      if (now === undefined) return (Date.now() - healed) / 1000;
      if (now !== why) [why, since] = [now, Date.now()];
      await delay(1000, this.#signal);
    }
    if (!this.#signal.aborted) this.#watch.note(`not settled: ${why}`);
  }

  /** Why it is not settled, if so. */
  async #unsettled(): Promise<string | undefined> {
    const { hostile, database, devices, ledger } = this.#scene;
    const overfull = devices.find(({ name }) => name === OVERFULL)!;
    const evicted = (device: string) => device === OVERFULL ? overfull.evicted : 0;
    const expected = { entries: ledger.entries(), evicted, devices: DEVICE_IDS, now: Date.now() };
    try {
      await hostile.look(database);
      if (hostile.waiting >= FEW) return `${hostile.waiting} messages of ${HOSTILE} wait`;
      return unsettled(await readHeld(database), expected);
    } catch (error) {
      return String(error); // the database may not be back yet
    }
  }

  /** Stops all devices in good order, and waits until what they published last has arrived. */
  async #stopDevices(): Promise<void> {
    const { devices, hostile, ledger, database } = this.#scene;
    await Promise.all(devices.map((part) => part.stop()));
    const end = performance.now() + LAST;
    while (performance.now() < end && !this.#signal.aborted) {
      await hostile.look(database);
      hostile.sendAgain();
      ledger.note(...hostile.entry);
      const { waiting, missing } = await ledger.balance(database);
      if (waiting + missing.length + hostile.waiting === 0) break;
      await delay(1000, this.#signal);
    }
    hostile.sayAccount();
  }

  async #judge({ begin, healed, ...times }: Times): Promise<Verdict> {
    const { ledger, database, pgUrl, hostile, devices, publications } = this.#scene;
    await database.untilApplied();
    await ledger.readAccounts(database);
    const balance = await ledger.balance(database);
    const entries = [...ledger.entries().values()];
    const { kills, count, ends } = this.#strikes;
    return judge({
      ...{ balance, kills, faults: count, ends },
      ledger: await readProductLedger(pgUrl, balance, this.#signal),
      counted: devices.reduce((sum, { evicted }) => sum + evicted, 0),
      recorded: entries.reduce((sum, { evicted }) => sum + evicted.count, 0),
      garbage: hostile.garbage,
      garbageMissing: hostile.garbageWaiting,
      outOfOrder: await outOfOrder(database, DEVICE_IDS),
      extra: publications.count - await database.rows(`device_id <> '${HOSTILE}'`),
      ...times,
      worstLatency: await latencySince(database, healed),
      brokerSpared: this.#options.broker instanceof URL,
      seconds: (performance.now() - begin) / 1000,
    });
  }
}
