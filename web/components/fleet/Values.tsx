import { formatNumber, NONE } from "../../client/format/number.ts";
import { formatAge } from "../../client/format/age.ts";
import type { DeviceNow } from "../../client/fleet/device_now.ts";

/** A device's speed, the value that the fleet is told by. */
export function Speed({ device }: { readonly device: DeviceNow }) {
  return (
    <>
      <b>{formatNumber(device.speed, 1)}</b> <span class="unit">km/h</span>
    </>
  );
}

/** What the device says of its link, and since when; inferred from its readings if it says nothing. */
export function linkWords(
  device: DeviceNow,
  connection: "online" | "offline",
  now: number,
): string {
  if (device.said === null) return connection === "online" ? "up, inferred" : "not heard of";
  const word = connection === "online" ? "up" : "down";
  return device.since === null ? word : `${word} ${formatAge(now - device.since)}`;
}

/** Why a link is as it is, for a title. */
export function linkReason(device: DeviceNow): string | undefined {
  if (device.said === null) return "This device reports no status; its readings tell";
  if (device.said === 1 || device.reason === null) return undefined;
  return { stopped: "Stopped cleanly", lost: "Connection lost", started: "Started" }[device.reason];
}

/** A label that the camera gave, or a dash. */
export function labelWords(device: DeviceNow): string {
  return device.label ?? NONE;
}
