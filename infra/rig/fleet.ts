/** What tests ask of the devices' program, and what it answers. */
import { parseStatus, type StatusCounts } from "../../devices/runtime/status_line.ts";
import type { Running } from "./programs.ts";

/** What "under load" means in these tests: 400 readings a second. */
export const LOAD = { DEVICE_COUNT: 20, PUBLISH_INTERVAL: 0.05 } as const;

/** What a devices' program said last of its counts. */
export function statusOf(devices: Running): StatusCounts | undefined {
  return devices.lines.map(parseStatus).findLast((status) => status !== undefined);
}
