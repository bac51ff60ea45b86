import { useRef } from "preact/hooks";
import type { DeviceDetail, StatusEvent } from "../../data/types.ts";
import type { DeviceNow } from "../../client/fleet/device_now.ts";

/** The connection's events, newest first: those of the newest detail, and what changed since. */
export function useStatusEvents(detail: DeviceDetail, device: DeviceNow): readonly StatusEvent[] {
  const events = useRef<readonly StatusEvent[]>(detail.events);
  const known = useRef(detail);
  if (known.current !== detail) events.current = detail.events;
  known.current = detail;
  const event = eventOf(device);
  const newest = events.current[0];
  const isNew = event !== null && event.at > (newest?.at ?? -Infinity) + SAME &&
    !events.current.some(({ at, connection }) =>
      at === event.at && connection === event.connection
    );
  if (isNew) events.current = [event, ...events.current];
  return events.current;
}

/** A status is told by its device's time and stored by the ingest's; closer ones are the same. */
const SAME = 500; // ms

function eventOf({ said, since, reason }: DeviceNow): StatusEvent | null {
  if (said === null || since === null) return null;
  return { at: since, connection: said === 1 ? "online" : "offline", reason };
}
