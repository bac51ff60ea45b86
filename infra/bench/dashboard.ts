/** The dashboard as its task runs it, on what a bench stands on. */
import { freePorts } from "../local/ports.ts";
import { answers, finishProgram, type Running, startProgram } from "./program.ts";
import type { BenchServers } from "./servers.ts";
import { waitFor } from "./wait.ts";

/** A running dashboard. */
export interface BenchDashboard extends Running {
  /** Its address, without a slash at the end. */
  readonly url: string;
}

/** Builds the dashboard if need be, starts it and waits until it shows the fleet. */
export async function startDashboard(
  { env, database, ingestPort }: BenchServers,
): Promise<BenchDashboard> {
  const [port] = freePorts(1);
  const settings = {
    ...env,
    QUESTDB_PG_URL: database.pgUrl,
    INGEST_PORT: String(ingestPort),
    WEB_PORT: String(port),
  };
  await finishProgram("build", env);
  const web = await startProgram("web", settings);
  const url = `http://127.0.0.1:${port}`;
  await waitFor(() => answers(url), "the dashboard to answer");
  return { ...web, url };
}
