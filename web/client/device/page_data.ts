/** What the server hands to the device page. */
import type { DeviceAccount, DeviceDetail, History } from "../../data/types.ts";
import type { DeviceNow } from "../fleet/device_now.ts";
import type { RangeText } from "../range/range_text.ts";

/** The props of the device page. */
export interface DeviceData {
  readonly detail: DeviceDetail;
  /** Of the large chart's field only; the page asks for the others. */
  readonly history: History;
  /** What became of its readings; null if that was not known in time. */
  readonly account: DeviceAccount | null;
  readonly range: RangeText;
  /** The field of the large chart. */
  readonly field: string;
}

/** The newest values of a device, as the page keeps them. */
export function detailNow(detail: DeviceDetail): DeviceNow {
  const { latest } = detail;
  const number = (name: string) => {
    const cell = latest?.[name];
    return typeof cell === "number" ? cell : null;
  };
  const label = latest?.detection_label;
  return {
    id: detail.device_id,
    ts: number("ts"),
    seen: detail.last_seen,
    speed: number("speed"),
    cpu: number("cpu_usage"),
    ram: number("ram_usage"),
    label: typeof label === "string" ? label : null,
    said: detail.connection_source === "device" ? (detail.connection === "online" ? 1 : 0) : null,
    since: detail.connection_since,
    reason: detail.reason,
    interval: detail.interval,
  };
}
