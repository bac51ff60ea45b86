/** Does a fault to its target, and sees to it that the target is back afterwards. */
import { delay } from "../../devices/lib/backoff.ts";
import type { Proxy } from "../rig/proxy.ts";
import type { Part } from "./part.ts";
import type { Fault } from "./plan.ts";

/** How much later everything comes on a slow connection, each way. */
const SLOW = 200; // ms

/** Strikes a process. `signal` ends the wait, and starts nothing any more. */
export async function strikePart(part: Part, fault: Fault, signal: AbortSignal): Promise<void> {
  const { kind, seconds } = fault;
  if (kind === "freeze") {
    part.freeze();
    await delay(seconds * 1000, signal);
    part.thaw();
    return;
  }
  if (kind === "restart") await part.stop();
  else await part.kill();
  if (kind === "wipe") await part.wipe!();
  await delay(seconds * 1000, signal);
  if (!signal.aborted) await part.start();
}

/** Strikes a connection, that is every one through this proxy. */
export async function strikeLink(proxy: Proxy, fault: Fault, signal: AbortSignal): Promise<void> {
  const { kind, seconds } = fault;
  if (kind === "refuse") proxy.refuse();
  if (kind === "slow") proxy.slow(SLOW);
  if (kind === "half-open") proxy.freeze();
  await delay(seconds * 1000, signal);
  // What hung was never delivered: neither side has heard of the other meanwhile.
  if (kind === "cut" || kind === "half-open") proxy.cut();
  else proxy.pass();
}
