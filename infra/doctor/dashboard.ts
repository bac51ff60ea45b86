/** Whether the dashboard's stream is alive: pages that are open would show what comes through it. */
import { lines } from "../local/lines.ts";
import type { Finding } from "./finding.ts";

const WHAT = "dashboard";
/** The dashboard promises a heartbeat every two seconds. */
const PATIENCE = 6000; // ms

/** Opens `/api/stream` at the address and waits for a heartbeat. */
export async function checkDashboard(
  address: string,
  fetcher = fetch,
  patience = PATIENCE,
): Promise<Finding> {
  const url = `${address}/api/stream`;
  const signal = AbortSignal.timeout(patience);
  let response: Response;
  try {
    response = await fetcher(url, { signal, redirect: "manual" });
  } catch {
    const value = `nothing answers at ${address}`;
    return { level: "unknown", what: WHAT, value, remedy: "deno task web starts it" };
  }
  if (response.ok && await beats(response)) {
    return { level: "ok", what: WHAT, value: `${address} sends heartbeats` };
  }
  await response.body?.cancel().catch(() => {}); // it was aborted
  return silent(address, response.status);
}

/** Whether a heartbeat comes before the request is aborted. */
async function beats({ body }: Response): Promise<boolean> {
  try {
    for await (const line of lines(body!)) if (line === "event: heartbeat") return true;
  } catch {
    // aborted, or cut
  }
  return false;
}

function silent(address: string, status: number): Finding {
  if (status === 401) {
    return { level: "ok", what: WHAT, value: `${address} answers, and asks for the password` };
  }
  return {
    level: "fault",
    what: WHAT,
    value: status === 200
      ? `${address} sends no heartbeat`
      : `${address} is no dashboard (HTTP ${status})`,
    remedy: status === 200
      ? "its log says why"
      : "stop what listens there, or set WEB_PORT to another port",
  };
}
