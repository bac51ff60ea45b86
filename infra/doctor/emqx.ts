/** What EMQX's API tells of the ingest's queue in the broker. */
import { basicAuthorization } from "../local/login.ts";
import { withoutLogin } from "../local/address.ts";
import type { Finding } from "./finding.ts";

const WHAT = "broker queue";
/** Lengths of the queue and of the window that EMQX has by itself (5.8). */
const DEFAULT_QUEUE = 1000;
const DEFAULT_WINDOW = 32;

/** The client's part of the answer of `GET /api/v5/clients/{clientid}`. */
interface Client {
  readonly mqueue_len: number;
  /** 0 for no limit. */
  readonly mqueue_max: number;
  readonly mqueue_dropped: number;
  readonly inflight_max: number;
}

/** How long the queue of `clientId` is and may be; `api` holds an API key and its secret. */
export async function checkQueue(api: string, clientId: string, fetcher = fetch): Promise<Finding> {
  const { username, password } = new URL(api);
  const base = withoutLogin(api);
  if (username === "") return await withoutKey(base, fetcher);
  const login = { name: decodeURIComponent(username), password: decodeURIComponent(password) };
  const url = new URL(`/api/v5/clients/${encodeURIComponent(clientId)}`, base);
  const response = await ask(url, basicAuthorization(login), fetcher);
  if (response === undefined) return unknown(`nothing answers at ${base}`);
  const answer = await response.json().catch(() => undefined);
  if (response.status === 401) return unknown("EMQX refuses the key", "check EMQX_API_URL");
  if (response.status === 404) return unknown(`EMQX knows no client ${clientId}`);
  if (!response.ok || answer === undefined) return unknown(`EMQX answers HTTP ${response.status}`);
  return judge(answer);
}

async function withoutKey(base: string, fetcher: typeof fetch): Promise<Finding> {
  if (!await isEmqx(base, fetcher)) return unknown(`no EMQX answers at ${base}`);
  return unknown("EMQX answers, without an API key", "make one on its page and set EMQX_API_URL");
}

function unknown(why: string, remedy?: string): Finding {
  return { level: "unknown", what: WHAT, value: `can't be told: ${why}`, remedy };
}

async function isEmqx(base: string, fetcher: typeof fetch): Promise<boolean> {
  const response = await ask(new URL("/status", base), undefined, fetcher);
  return (await response?.text())?.includes("emqx is running") ?? false;
}

async function ask(
  url: URL,
  authorization: string | undefined,
  fetcher: typeof fetch,
): Promise<Response | undefined> {
  const headers = authorization ? { authorization } : undefined;
  try {
    return await fetcher(url, { headers, signal: AbortSignal.timeout(5000) });
  } catch {
    return undefined;
  }
}

function judge({ mqueue_len, mqueue_max, mqueue_dropped, inflight_max }: Client): Finding {
  const limit = mqueue_max === 0 ? "no limit" : `at most ${mqueue_max}`;
  const value = `${mqueue_len} messages wait (${limit}), window ${inflight_max}`;
  if (mqueue_dropped > 0) {
    return {
      level: "fault",
      what: WHAT,
      value: `${value}, and ${mqueue_dropped} were dropped`,
      remedy: "raise mqtt.max_mqueue_len as compose.yaml does",
    };
  }
  const short = (mqueue_max > 0 && mqueue_max <= DEFAULT_QUEUE) || inflight_max <= DEFAULT_WINDOW;
  return {
    level: short ? "warning" : "ok",
    what: WHAT,
    value,
    remedy: short
      ? "raise mqtt.max_mqueue_len and mqtt.max_inflight as compose.yaml does"
      : undefined,
  };
}
