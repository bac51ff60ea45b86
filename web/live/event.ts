/** A server-sent event as bytes. */
import type { EventData, EventName } from "./frame.ts";

const encoder = new TextEncoder();

/**
 * Encodes an event once, for all who get it. JSON holds no line breaks, so one `data:` line is
 * enough; `id` is the server's own and has none either.
 */
export function encodeEvent<N extends EventName>(name: N, data: EventData[N], id: string) {
  return encoder.encode(`event: ${name}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`);
}
