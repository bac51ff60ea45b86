/** The retained presence message, which is also the last will. */

/** Why a device is online or offline. */
export const STATUS_REASONS = ["started", "stopped", "lost"] as const;

/** Presence as a device says it. */
export interface Status {
  readonly status: "online" | "offline";
  /** Unix seconds with decimals; absent in a will, where the receive time stands. */
  readonly since?: number;
  /** Seconds between readings. */
  readonly interval: number;
  readonly reason: typeof STATUS_REASONS[number];
}

/** The payload of a status message. */
export function encodeStatus(status: Status): string {
  return JSON.stringify(status);
}
