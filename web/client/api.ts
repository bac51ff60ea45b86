/** The dashboard's own API, as the page asks it. */
import type { FleetLedger } from "../data/ledger/types.ts";
import type { Letters } from "../data/letters/types.ts";
import type {
  DeviceAccount,
  DeviceDetail,
  Health,
  History,
  Ledger,
  PipelineReport,
  RecentPoints,
  SpikeDetail,
} from "../data/types.ts";
import { FROM_SCRIPT } from "./live/signed_out.ts";

/** An answer that is not what was asked for; the message is for people. */
export class ApiError extends Error {
  override name = "ApiError";

  constructor(readonly status: number, message: string) {
    super(message);
  }
}

/** Speed of the last two minutes of at most 24 devices. @throws {ApiError} */
export function fetchRecent(ids: readonly string[], signal: AbortSignal): Promise<RecentPoints> {
  return ask(`/api/devices/recent?${new URLSearchParams({ ids: ids.join(",") })}`, signal);
}

/** A device's newest reading, its facts and the events of its connection. @throws {ApiError} */
export function fetchDevice(id: string, signal: AbortSignal): Promise<DeviceDetail> {
  return ask(`/api/devices/${encodeURIComponent(id)}/latest`, signal);
}

/** A device's history; `query` as in the page's URL. @throws {ApiError} */
export function fetchHistory(id: string, query: string, signal: AbortSignal): Promise<History> {
  return ask(`/api/devices/${encodeURIComponent(id)}/history?${query}`, signal);
}

/** What became of a device's readings; `query` as in the page's URL. @throws {ApiError} */
export function fetchAccount(
  id: string,
  query: string,
  signal: AbortSignal,
): Promise<DeviceAccount> {
  return ask(`/api/devices/${encodeURIComponent(id)}/account?${query}`, signal);
}

/** The pipeline's report; `query` as in the page's URL. @throws {ApiError} */
export function fetchPipeline(query: string, signal: AbortSignal): Promise<PipelineReport> {
  return ask(`/api/pipeline?${query}`, signal);
}

/** Which hop and which devices made a spike. @throws {ApiError} */
export function fetchSpike(at: number, width: number, signal: AbortSignal): Promise<SpikeDetail> {
  return ask(`/api/pipeline/spike?at=${at}&width=${width}`, signal);
}

/** What became of every reading. @throws {ApiError} */
export function fetchLedger(signal: AbortSignal): Promise<Ledger> {
  return ask("/api/ledger", signal);
}

/** The sum of the fleet. @throws {ApiError} */
export function fetchFleetLedger(signal: AbortSignal): Promise<FleetLedger> {
  return ask("/api/ledger/fleet", signal);
}

/** Dead letters; `query` as in the page's URL, and `limit`. @throws {ApiError} */
export function fetchLetters(query: string, signal: AbortSignal): Promise<Letters> {
  return ask(`/api/dead-letters?${query}`, signal);
}

/** The health of every part; also answers, with 503, when something is down. @throws {ApiError} */
export function fetchHealth(signal: AbortSignal): Promise<Health> {
  return ask("/api/health", signal, [503]);
}

async function ask<T>(url: string, signal: AbortSignal, fine: number[] = []): Promise<T> {
  const headers = { accept: "application/json", ...FROM_SCRIPT };
  const response = await fetch(url, { signal, headers }).catch((error) => {
    if (signal.aborted) throw error;
    throw new ApiError(0, "The dashboard's server does not answer");
  });
  if (response.ok || fine.includes(response.status)) return await response.json();
  if (response.status === 401) location.reload(); // leads to the sign-in
  throw new ApiError(response.status, await problemOf(response));
}

/** What a problem (RFC 9457) says, or the status in words. */
async function problemOf(response: Response): Promise<string> {
  const isProblem = response.headers.get("content-type")?.startsWith("application/problem+json");
  const problem = isProblem ? await response.json() : {};
  return problem.detail ?? problem.title ?? `The server answered ${response.status}`;
}
