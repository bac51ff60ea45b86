/** How the ingest is, and what it says of the broker. */
import type { Part, Standing } from "./health_types.ts";

/** Asks the ingest's `/health`. */
export type AskIngest = () => Promise<Response>;

interface Answer {
  readonly status: Standing;
  readonly parts: Readonly<Record<string, Part>>;
}

/** The ingest itself, and the broker as the ingest sees it. */
export async function ingestParts(
  ask: AskIngest,
  url: string,
): Promise<{ ingest: Part; broker: Part }> {
  let answer: Answer;
  try {
    answer = read(await (await ask()).json());
  } catch {
    return unreachable(url);
  }
  const { broker, ...own } = answer.parts;
  const worst = (["down", "degraded"] as const)
    .find((status) => Object.values(own).some((part) => part.status === status)) ?? "ok";
  const details = Object.entries(own).map(([name, { detail }]) => `${name}: ${detail}`);
  const ingest: Part = { status: worst, detail: details.join("; ") || `It answers at ${url}` };
  const remedy = "Look at the ingest's log: it says what it waits for";
  return {
    ingest: worst === "ok" ? ingest : { ...ingest, remedy },
    broker: brokerPart(broker),
  };
}

function unreachable(url: string): { ingest: Part; broker: Part } {
  const detail = `Nothing answers at ${url}`;
  const remedy = "Start it with deno task ingest, or set INGEST_HOST and INGEST_PORT";
  const unknown = "Unknown: only the ingest is connected to it";
  return {
    ingest: { status: "down", detail, remedy },
    broker: { status: "degraded", detail: unknown, remedy: "Start the ingest" },
  };
}

function brokerPart(broker: Part | undefined): Part {
  if (broker === undefined) return { status: "degraded", detail: "The ingest does not say" };
  if (broker.status === "ok") return { status: "ok", detail: `The ingest is ${broker.detail}` };
  const remedy = "Check that the broker runs and MQTT_URL leads to it; deno task doctor tries both";
  return { status: broker.status, detail: `The ingest is ${broker.detail}`, remedy };
}

/** @throws {TypeError} if it is not an ingest that answered. */
function read(answer: unknown): Answer {
  const { status, parts } = Object(answer);
  if (typeof status === "string" && typeof parts === "object" && parts !== null) {
    return answer as Answer;
  }
  throw new TypeError("Not the health of an ingest");
}
