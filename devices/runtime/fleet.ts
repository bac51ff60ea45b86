/** Runs the devices of a process: one outbox file, one look at the host, one status line for all. */
import type { Config } from "../config.ts";
import { HostSampler, hostSources } from "../host/sampler.ts";
import { kinds } from "../kinds.ts";
import { delay } from "../lib/backoff.ts";
import { type Log, rateLimited } from "../lib/log.ts";
import { seededRandom } from "../lib/random.ts";
import { type Task, together } from "../lib/together.ts";
import { devicesWaiting } from "../outbox/load.ts";
import { Outbox } from "../outbox/outbox.ts";
import { openStore, type Store } from "../outbox/store.ts";
import type { HostFigures } from "../wire/payload.ts";
import { type Device, runDevice } from "./run_device.ts";
import { formatStatus } from "./status_line.ts";
import { supervise } from "./supervisor.ts";
import { Tally } from "./tally.ts";

/** Connections are begun this far apart: a thousand at once would time each other out. */
const CONNECT_SPACING = 5; // ms
/**
 * Payloads in memory of all devices: as many that wait to be published, and as many that the broker
 * has not answered. After an outage every device has a window to publish at once.
 */
export const PAYLOADS = 8192;
/** What a device has of them at least, however many there are. */
const LEAST_PAYLOADS = 16;

/**
 * Runs the devices that the settings name until `signal` aborts; what waits is on the disk then.
 *
 * @throws {SetupError} if the outbox is in use or can't be opened, or a device's id is in use.
 */
export async function runFleet(
  config: Config,
  { log, signal }: { log: Log; signal: AbortSignal },
): Promise<void> {
  const { directory, name } = config.outbox;
  const store = await openStore(directory, name, log);
  try {
    const host = new HostSampler(hostSources(directory), log);
    await host.measure();
    const devices = await openDevices(config, store, () => host.figures);
    await describe(config, devices, store, log);
    const tally = new Tally(devices.map(({ outbox }) => outbox), store.writer, log);
    await together(signal, [
      (signal) => host.run(signal),
      (signal) => printStatus(tally, config.statusEvery, log, signal),
      ...superviseAll(devices, tally, log),
    ]);
    await store.writer.close();
    const counts = tally.counts();
    log.info(formatStatus(counts));
    if (counts.memory === 0) return;
    log.error(`${counts.memory} readings are lost: the outbox could not be written`);
  } finally {
    await store.close();
  }
}

async function openDevices(
  { devices, broker, outbox, interval, window, gapGrace, probeAfter, legacyTopic, seed }: Config,
  { kv, writer }: Store,
  host: () => HostFigures,
): Promise<Device[]> {
  const opened: Device[] = [];
  const settle = { window, gapGrace, probeAfter, random: Math.random };
  const payloads = Math.max(LEAST_PAYLOADS, Math.floor(PAYLOADS / devices.length));
  const common = { kv, writer, limit: outbox.limit, atHand: payloads, settle };
  for (const [index, { id, kind, password }] of devices.entries()) {
    const random = () => seed === "" ? Math.random : seededRandom(`${seed}/${id}`);
    opened.push({
      id,
      password,
      broker,
      legacyTopic,
      inFlight: payloads,
      interval,
      first: (index / devices.length) * interval,
      connectAfter: index * CONNECT_SPACING,
      outbox: await Outbox.open(id, common),
      sensor: () => kinds[kind]({ random: random(), interval: interval / 1000, host }),
    });
  }
  return opened;
}

/** Says what was opened, and whose readings are in the file and are not going to be published. */
async function describe(
  { outbox: { directory, name } }: Config,
  devices: readonly Device[],
  { kv }: Store,
  log: Log,
): Promise<void> {
  const waiting = devices.reduce((sum, { outbox }) => sum + outbox.waiting, 0);
  const who = devices.length === 1 ? devices[0].id : `${devices.length} devices`;
  log.info(`${who}, outbox ${directory}/${name}.kv, ${waiting} readings wait from before`);
  const ids = new Set(devices.map(({ id }) => id));
  const others = (await devicesWaiting(kv)).filter((id) => !ids.has(id));
  if (others.length === 0) return;
  log.warn(`The outbox also holds readings of ${others.join(", ")}: run these devices too`);
}

/** A task for each device; what all connections say alike is said once a minute. */
function superviseAll(devices: readonly Device[], tally: Tally, log: Log): Task[] {
  const warn = rateLimited((message) => log.warn(message));
  const quiet = { ...log, warn: (message: string) => warn("connection", message) };
  const onRestart = () => tally.restarted();
  return devices.map((device) => (signal) =>
    supervise(() => runDevice(device, { log: quiet, events: tally, signal }), {
      name: device.id,
      log,
      signal,
      onRestart,
    })
  );
}

async function printStatus(
  tally: Tally,
  every: number,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    await delay(every, signal);
    if (signal.aborted) return;
    log.info(formatStatus(tally.counts()));
  }
}
