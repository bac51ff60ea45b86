/** The programs of the demo, in the order in which they are started. */
import type { Config } from "../config.ts";
import { probeBroker, probeQuestDb } from "../local/probe.ts";

/** A program as the launcher knows it, and when the next one may follow. */
export interface PartSpec {
  readonly name: string;
  readonly args: readonly string[];
  /** Whether it does its work by now. */
  readonly isUp: () => Promise<boolean>;
}

/** Every part; they are stopped in the opposite order. */
export function parts({ broker, database, ingest, web }: Config): PartSpec[] {
  const serversAnswer = async () => {
    const answers = await Promise.all([probeBroker(broker), probeQuestDb(database)]);
    return answers.every(({ kind }) => kind === "right");
  };
  return [
    { name: "infra", args: [], isUp: serversAnswer },
    { name: "ingest", args: [], isUp: () => answersOk(httpUrl(ingest, "/health")) },
    { name: "devices", args: ["--status-every", "1"], isUp: () => Promise.resolve(true) },
    // Its health is not asked: it has something to show while others are down.
    { name: "web", args: [], isUp: () => answersOk(httpUrl(web, "/css/base.css")) },
  ];
}

/** A page of a program that listens on `hostname`. */
export function httpUrl(
  { hostname, port }: { hostname: string; port: number },
  path: string,
): string {
  const everywhere = hostname === "0.0.0.0" || hostname === "::";
  const host = everywhere ? "127.0.0.1" : hostname.includes(":") ? `[${hostname}]` : hostname;
  return `http://${host}:${port}${path}`;
}

/** Whether a page answers 200; 503 is a program that is not ready yet. */
async function answersOk(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(1000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false;
  }
}
