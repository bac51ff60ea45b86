/** One run: everything is started, struck, healed, let settle, stopped, and added up. */
import { delay } from "../../devices/lib/backoff.ts";
import { together } from "../../devices/lib/together.ts";
import { Database } from "../rig/sql.ts";
import type { Options } from "./args.ts";
import { latencySince, outOfOrder } from "./figures.ts";
import { HOSTILE } from "./hostile_device.ts";
import type { Kind } from "./part.ts";
import { type Fault, plan } from "./plan.ts";
import { Scene } from "./scene.ts";
import { readHeld, unsettled } from "./settled.ts";
import { strikeLink, strikePart } from "./strike.ts";
import { DEVICE_IDS, kindOf, OVERFULL, planOptions } from "./targets.ts";
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

/** Runs, and returns the verdict; none if it was called off. */
export async function runChaos(options: Options, deps: RunDeps): Promise<Verdict | undefined> {
  const begin = performance.now();
  deps.say(`seed ${options.seed}: starting broker, database, ingest and 20 devices`);
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
  readonly #say: (line: string) => void;
  readonly #watch: Watch;
  readonly #kills: Record<Kind, number> = { device: 0, broker: 0, ingest: 0, questdb: 0 };
  readonly #ends: string[] = [];
  #faults = 0;

  constructor(options: Options, scene: Scene, { say, signal }: RunDeps) {
    this.#options = options;
    this.#scene = scene;
    this.#signal = signal;
    this.#say = say;
    this.#watch = new Watch({
      database: new Database(scene.database.url, GLANCE),
      waiting: () => scene.devices.reduce((sum, { waiting }) => sum + waiting, 0),
      say,
    });
  }

  async run(begin: number): Promise<Verdict | undefined> {
    const over = new AbortController();
    const signal = AbortSignal.any([this.#signal, over.signal]);
    const background = Promise.all([this.#watch.run(signal), this.#scene.hostile.run(signal)]);
    try {
      await this.#strikeAll();
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

  /** Does all faults, those of each target one after the other. */
  async #strikeAll(): Promise<void> {
    const planned = planOptions(this.#options);
    const faults = plan(planned);
    this.#say(`${faults.length} faults within ${this.#options.minutes} minutes`);
    const begin = performance.now();
    const tasks = planned.targets.map(({ name }) => (signal: AbortSignal) =>
      this.#strike(faults.filter(({ target }) => target === name), begin, signal)
    );
    await together(this.#signal, tasks);
    await this.#until(begin + planned.seconds * 1000, this.#signal);
  }

  /** Waits for a moment of `performance.now()`; one that has passed is now. */
  async #until(moment: number, signal: AbortSignal): Promise<void> {
    await delay(Math.max(0, moment - performance.now()), signal);
  }

  async #strike(faults: readonly Fault[], begin: number, signal: AbortSignal): Promise<void> {
    for (const fault of faults) {
      await this.#until(begin + fault.at * 1000, signal);
      if (signal.aborted) return;
      const { target, kind, seconds } = fault;
      this.#watch.note(`${target}: ${kind}${seconds > 0 ? ` for ${seconds} s` : ""}`);
      this.#faults++;
      const link = this.#scene.links.get(target);
      if (link) await strikeLink(link, fault, signal);
      else await this.#strikeProcess(fault, signal);
    }
  }

  async #strikeProcess(fault: Fault, signal: AbortSignal): Promise<void> {
    const part = this.#scene.parts.get(fault.target)!;
    await this.#revive([fault.target]);
    if (fault.kind === "kill" || fault.kind === "wipe") this.#kills[kindOf(fault.target)]++;
    await strikePart(part, fault, signal);
  }

  /** Starts again what has ended by itself, which no part may do. */
  async #revive(names: Iterable<string>): Promise<void> {
    for (const name of names) {
      const end = await this.#scene.parts.get(name)!.revive();
      if (end === undefined) continue;
      this.#ends.push(end);
      this.#watch.note(end);
    }
  }

  /** Waits until all that was produced has arrived; returns how many seconds that took. */
  async #settle(healed: number): Promise<number | undefined> {
    const { hostile, database, devices, ledger, parts } = this.#scene;
    const evictions = devices.find(({ name }) => name === OVERFULL)!;
    let [why, since]: [string | undefined, number] = ["", healed];
    while (!this.#signal.aborted && Date.now() < Math.min(healed + PATIENCE, since + STANDSTILL)) {
      await this.#revive(parts.keys());
      const evicted = (device: string) => device === OVERFULL ? evictions.evicted : 0;
      const expected = { entries: ledger.entries(), evicted, devices: DEVICE_IDS, now: Date.now() };
      await hostile.look(database).catch(() => {}); // the database may not be back yet
      const now = await readHeld(database).then((held) => unsettled(held, expected), String);
      if (now === undefined && hostile.waiting < FEW) return (Date.now() - healed) / 1000;
      if (now !== why) [why, since] = [now, Date.now()];
      await delay(1000, this.#signal);
    }
    if (!this.#signal.aborted) this.#watch.note(`not settled: ${why ?? `${HOSTILE} waits`}`);
  }

  /** Stops all devices in good order, and waits until what they published last has arrived. */
  async #stopDevices(): Promise<void> {
    const { devices, hostile, ledger, database } = this.#scene;
    await Promise.all(devices.map((part) => part.stop()));
    const end = performance.now() + LAST;
    for (;;) {
      await hostile.look(database);
      hostile.sendAgain();
      ledger.note(...hostile.entry);
      const { waiting, missing } = await ledger.balance(database);
      if (waiting + missing.length + hostile.waiting === 0) return;
      if (performance.now() > end || this.#signal.aborted) return;
      await delay(1000, this.#signal);
    }
  }

  async #judge(
    { begin, healed, ...times }: {
      begin: number;
      healed: Date;
      settled: number | undefined;
      longestOutage: number;
    },
  ): Promise<Verdict> {
    const { ledger, database, hostile, devices, publications } = this.#scene;
    await database.untilApplied();
    await ledger.readAccounts(database);
    const balance = await ledger.balance(database);
    const recorded = [...ledger.entries().values()]
      .reduce((sum, { evicted }) => sum + evicted.count, 0);
    const fleet = await database.rows(`device_id <> '${HOSTILE}'`);
    return judge({
      balance,
      kills: this.#kills,
      faults: this.#faults,
      counted: devices.reduce((sum, { evicted }) => sum + evicted, 0),
      recorded,
      garbage: hostile.garbage,
      garbageMissing: hostile.garbageWaiting,
      ends: this.#ends,
      outOfOrder: await outOfOrder(database, DEVICE_IDS),
      extra: publications.count - fleet,
      ...times,
      worstLatency: await latencySince(database, healed),
      brokerSpared: this.#options.broker instanceof URL,
      seconds: (performance.now() - begin) / 1000,
    });
  }
}
