/** `/api/devices/…`: the fleet's states, newest readings, histories and accounts. */
import { type Context, HttpError } from "fresh";
import { csv, csvTime } from "../client/export/csv.ts";
import { parseRange } from "../data/range.ts";
import type { DeviceAccount, DeviceStatusAnswer, FleetDevice, History } from "../data/types.ts";
import type { Api } from "../http/api_errors.ts";
import { jsonNow, jsonWithEtag } from "../http/json.ts";
import type { State } from "../utils.ts";
import { deviceOf, fieldsOf, idsOf } from "./query.ts";

/** What a history or an account covers when a request does not say. */
const USUAL = "1h";

/** Registers what is asked of devices. */
export function devicesApi(api: Api): void {
  api.get("/api/devices/status", status)
    .get("/api/devices/recent", recent)
    .get("/api/devices/:id/latest", latest)
    .get("/api/devices/:id/account", async (ctx) => jsonWithEtag(ctx.req, await account(ctx)))
    .get("/api/devices/:id/history", async (ctx) => jsonWithEtag(ctx.req, await history(ctx)))
    .get("/api/devices/:id/history.csv", async (ctx) => asCsv(await history(ctx)));
}

async function status({ state }: Context<State>): Promise<Response> {
  const { devices } = await state.data.fleet();
  const answer: DeviceStatusAnswer = { devices: devices.map(statusEntry) };
  return jsonNow(answer);
}

function statusEntry(device: FleetDevice): DeviceStatusAnswer["devices"][number] {
  const { device_id, connection, freshness, age_ms, connection_source, reason, interval, state } =
    device;
  return {
    device_id,
    connection,
    freshness,
    last_seen: iso(device.last_seen),
    age_ms,
    connection_source,
    connection_since: iso(device.connection_since),
    reason,
    interval,
    state,
  };
}

async function recent({ state, url }: Context<State>): Promise<Response> {
  return jsonNow(await state.data.recent(idsOf(url.searchParams)));
}

async function latest({ state, params }: Context<State>): Promise<Response> {
  const device = await state.data.device(deviceOf(params));
  if (device === undefined) throw await unknown(state, params.id);
  return jsonNow(device);
}

async function history({ state, params, url }: Context<State>): Promise<History> {
  const device = deviceOf(params);
  const range = parseRange(url.searchParams, Date.now(), USUAL);
  const found = await state.data.history({ device, range, fields: fieldsOf(url.searchParams) });
  const isEmpty = found.rows.length === 0;
  if (isEmpty && await state.data.device(device) === undefined) throw await unknown(state, device);
  return found;
}

async function account({ state, params, url }: Context<State>): Promise<DeviceAccount> {
  const device = deviceOf(params);
  const range = parseRange(url.searchParams, Date.now(), USUAL);
  const found = await state.data.account(device, range);
  if (found === undefined) throw await unknown(state, device);
  return found;
}

/** An id that leads nowhere is often a typing error. */
async function unknown({ data }: State, id: string): Promise<HttpError> {
  const nearest = await data.nearest(id);
  const hint = nearest.length === 0 ? "" : `; similar ids: ${nearest.join(", ")}`;
  return new HttpError(404, `No reading and no status of ${id} is kept${hint}`);
}

const TIMES = ["ts", "received"];

/** The rows as they are shown; times as ISO 8601, UTC. */
function asCsv({ device_id, columns, rows }: History): Response {
  const times = TIMES.map((name) => columns.indexOf(name));
  const text = csv(
    columns,
    rows.map((row) => row.map((cell, i) => times.includes(i) ? csvTime(cell as number) : cell)),
  );
  return new Response(text, {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": `attachment; filename="${device_id}.csv"`,
      "cache-control": "no-store",
    },
  });
}

function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
