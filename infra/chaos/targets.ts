/** Who is struck, how often and with what. */
import type { Options } from "./args.ts";
import { BROKER } from "./brokers.ts";
import type { DevicesSpec } from "./devices_part.ts";
import type { Kind } from "./part.ts";
import type { FaultKind, PlanOptions, Target } from "./plan.ts";

/** The name of the database's part. */
export const QUESTDB = "questdb";
/** The device whose outbox is small, and overfilled once. */
export const OVERFULL = "vehicle_20";
/** The connections with a proxy in them. */
export const LINKS = {
  devices: "devices to broker",
  overfull: `${OVERFULL} to broker`,
  ingest: "ingest to broker",
  questdb: "ingest to questdb",
} as const;

/** Room for half a day: only the overfull device is to give anything up, however slow the machine. */
const RATE = { PUBLISH_INTERVAL: 0.05, OUTBOX_LIMIT: 1_000_000 };
/** The least that a device may have; 20 readings a second fill it in 38 seconds. */
const SMALL = { WINDOW: 128, OUTBOX_LIMIT: 756 };
const OVERFILL = 55; // s

/** Twenty devices of twenty readings a second, in three processes. */
export const DEVICES: readonly DevicesSpec[] = [
  { name: "fleet", settings: { ...RATE, DEVICE_COUNT: 18 } },
  { name: "vehicle_19", id: "vehicle_19", settings: RATE },
  { name: OVERFULL, id: OVERFULL, settings: { ...RATE, ...SMALL } },
];

/** The ids of all of them. */
export const DEVICE_IDS: readonly string[] = Array.from(
  { length: 20 },
  (_, index) => `vehicle_${String(index + 1).padStart(2, "0")}`,
);

const PROCESS: readonly FaultKind[] = ["kill", "kill", "freeze", "restart"];
const CONNECTION: readonly FaultKind[] = ["cut", "refuse", "slow", "half-open"];
const DEVICE = { faults: PROCESS, calm: 30, longest: 6, recovery: 3 };
const SERVER = { faults: PROCESS, calm: 45, longest: 5, recovery: 10 };
const LINK = { faults: CONNECTION, calm: 45, longest: 8, recovery: 1 };

/** What a plan is made for. A broker of somebody else is no target. */
export function planOptions({ minutes, seed, workers, broker }: Options): PlanOptions {
  const isOurs = !(broker instanceof URL);
  const targets: Target[] = [
    { name: "fleet", ...DEVICE },
    { name: "vehicle_19", ...DEVICE },
    // Its process counts what it evicts; with a kill the last of the count would be lost.
    { name: OVERFULL, ...DEVICE, faults: ["freeze", "restart"] },
    ...workerNames(workers).map((name) => ({ name, ...DEVICE })),
    { name: QUESTDB, ...SERVER },
    ...isOurs ? [{ name: BROKER, ...SERVER }] : [],
    ...Object.values(LINKS).map((name) => ({ name, ...LINK })),
  ];
  const once = [
    { target: LINKS.overfull, kind: "refuse", seconds: OVERFILL },
    { target: BROKER, kind: "wipe", seconds: 0 },
  ] as const;
  return { seed, seconds: minutes * 60, targets, once };
}

/** What the ingest processes are called, at the broker too. */
export function workerNames(workers: number): string[] {
  return Array.from({ length: workers }, (_, index) => `ingest-${index + 1}`);
}

/** Which part of the system a process is. */
export function kindOf(name: string): Kind {
  if (name === BROKER || name === QUESTDB) return name;
  return name.startsWith("ingest") ? "ingest" : "device";
}
