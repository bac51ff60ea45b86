/** What the doctor sees at the addresses of broker, database and ingest. */
import { withoutLogin } from "../local/address.ts";
import type { Answer } from "../local/probe.ts";
import type { Finding } from "./finding.ts";

/** What an address was found to be; undefined if the right service answers. */
export function wrongAnswer(
  what: string,
  variable: string,
  url: string,
  answer: Answer,
): Finding | undefined {
  const shown = withoutLogin(url);
  if (answer.kind === "nothing") {
    return {
      level: "warning",
      what,
      value: `nothing answers at ${shown}`,
      remedy: `deno task infra starts it on this machine, or set ${variable}`,
    };
  }
  if (answer.kind === "other") {
    return {
      level: "fault",
      what,
      value: `${shown} is ${answer.what}`,
      remedy: `stop it, or set ${variable} to another address`,
    };
  }
}

/** Whether the ingest is up and does its work, by its own `/health`, which is `url`. */
export async function checkIngest(url: string, fetcher = fetch): Promise<Finding> {
  const what = "ingest";
  let response: Response;
  try {
    response = await fetcher(url, { signal: AbortSignal.timeout(5000) });
  } catch {
    return {
      level: "warning",
      what,
      value: `nothing answers at ${url}`,
      remedy: "deno task ingest starts it; what devices send waits until then",
    };
  }
  const health = await response.json().catch(() => undefined);
  if (!health?.parts) {
    return {
      level: "fault",
      what,
      value: `${url} is no ingest (HTTP ${response.status})`,
      remedy: "stop it, or set INGEST_PORT to another port",
    };
  }
  return ingestFinding(health);
}

/** What `/health` of the ingest says. */
interface Health {
  readonly status: "ok" | "degraded" | "down";
  readonly parts: Readonly<Record<string, { readonly status: string; readonly detail: string }>>;
}

function ingestFinding({ status, parts }: Health): Finding {
  const told = Object.entries(parts).map(([name, { detail }]) => `${name} ${detail}`).join(", ");
  const level = status === "ok" ? "ok" : status === "degraded" ? "warning" : "fault";
  return {
    level,
    what: "ingest",
    value: `${status} (${told})`,
    remedy: level === "ok" ? undefined : "its log says why; it goes on by itself",
  };
}

/** Whether the PostgreSQL protocol answers, which the dashboard reads by. */
export async function checkPostgres(
  url: string,
  connect: (url: string) => Promise<void>,
): Promise<Finding> {
  const what = "database for reading";
  const shown = withoutLogin(url);
  try {
    await connect(url);
    return { level: "ok", what, value: `answers at ${shown}` };
  } catch (error) {
    return {
      level: "warning",
      what,
      value: `${shown} does not answer (${(error as Error).message || (error as Error).name})`,
      remedy: "start QuestDB, or set QUESTDB_PG_URL",
    };
  }
}
