/** What befalls devices, ingest and broker in the time of trouble, at random moments. */
import type { Broker } from "./broker.ts";
import type { SimulatedDevice } from "./device.ts";
import type { Mishap, Plan } from "./plan.ts";
import type { Timeline } from "./timeline.ts";
import type { Worker } from "./worker.ts";

/** Whom it befalls. */
export interface World {
  readonly plan: Plan;
  readonly time: Timeline;
  readonly broker: Broker;
  readonly workers: readonly Worker[];
  readonly devices: SimulatedDevice[];
  /** A second device with the disk of the first as it is. */
  clone(of: SimulatedDevice): SimulatedDevice;
  /** Gives a device the disk of an earlier moment. */
  restore(device: SimulatedDevice, disk: SimulatedDevice["disk"]): void;
}

/** The most devices that share an id. */
const CLONES = 3;

/** Plans all mishaps of a run. */
export function planMishaps(world: World): void {
  const { plan: { mishaps, random, trouble }, time } = world;
  for (const [name, count] of Object.entries(mishaps)) {
    for (let n = 0; n < count; n++) {
      time.after(random() * trouble, () => befall[name as Mishap](world));
    }
  }
}

/** Brings everything up again, for good. */
export function heal({ broker, workers, devices }: World): void {
  broker.heal();
  for (const worker of workers) worker.start();
  for (const device of devices) {
    device.start();
    device.connect();
  }
}

const befall: Readonly<Record<Mishap, (world: World) => void>> = {
  "device crashes"(world) {
    const device = pick(world, world.devices);
    device.crash();
    later(world, 20_000, () => device.start());
  },
  "device is suspended"(world) {
    const device = pick(world, world.devices);
    device.suspend(world.plan.random() * 7_200_000);
    reconnect(world, device);
  },
  "device is restored"(world) {
    const device = pick(world, world.devices);
    const { disk } = device;
    later(world, 60_000, () => {
      device.crash();
      world.restore(device, disk);
      device.start();
    });
  },
  "device is cloned"(world) {
    if (world.devices.length < CLONES) world.clone(pick(world, world.devices)).start();
  },
  "connection breaks"(world) {
    const device = pick(world, world.devices);
    device.disconnect();
    reconnect(world, device);
  },
  "worker crashes"(world) {
    const worker = pick(world, world.workers);
    worker.crash(world.plan.random() < 0.5);
    later(world, 20_000, () => worker.start());
  },
  "ingest is down"(world) {
    for (const worker of world.workers) worker.crash(world.plan.random() < 0.5);
    later(world, 120_000, () => world.workers.forEach((worker) => worker.start()));
  },
  "broker forgets"(world) {
    world.broker.forget();
    cut(world);
  },
  "broker is down"(world) {
    const { broker, workers } = world;
    broker.isUp = false;
    cut(world);
    later(world, 60_000, () => {
      broker.isUp = true;
      for (const worker of workers) worker.wake();
    });
  },
};

function cut(world: World): void {
  for (const device of world.devices) {
    device.disconnect();
    reconnect(world, device);
  }
}

function reconnect(world: World, device: SimulatedDevice): void {
  later(world, 15_000, () => {
    device.connect();
    if (device.isUp && !device.isConnected) reconnect(world, device);
  });
}

/** After a random time, at the latest when everything heals. */
function later({ plan: { random, trouble }, time }: World, most: number, act: () => void): void {
  time.after(Math.min(random() * most, trouble - time.now), act);
}

function pick<T>({ plan: { random } }: World, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)];
}
