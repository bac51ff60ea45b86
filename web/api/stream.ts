/** `/api/stream`: server-sent events; see `web/live/frame.ts`. */
import type { Context } from "fresh";
import { DEVICE_ID_RULE, isDeviceId } from "../../devices/wire/device_id.ts";
import { FieldError } from "../data/field_error.ts";
import type { Api } from "../http/api_errors.ts";
import type { Channel } from "../live/hub.ts";
import type { State } from "../utils.ts";

/** Opens the stream of a channel. */
export type OpenStream = (channel: Channel) => ReadableStream<Uint8Array>;

/** Registers the stream. */
export function streamApi(api: Api, open: OpenStream): void {
  api.get("/api/stream", (ctx) => {
    const channel = channelOf(ctx);
    // HEAD is answered by this handler, too: a stream that nobody reads would stay open.
    const body = ctx.req.method === "HEAD" ? null : open(channel);
    return new Response(body, {
      headers: {
        "content-type": "text/event-stream; charset=utf-8",
        "cache-control": "no-store, no-transform",
        "x-accel-buffering": "no",
      },
    });
  });
}

function channelOf({ url }: Context<State>): Channel {
  const device = url.searchParams.get("device");
  const channel = url.searchParams.get("channel") ?? "fleet";
  if (device !== null) {
    if (isDeviceId(device)) return { kind: "device", device };
    throw new FieldError("device", device, DEVICE_ID_RULE);
  }
  if (channel === "fleet" || channel === "pipeline") return { kind: channel };
  throw new FieldError("channel", channel, "fleet or pipeline");
}
