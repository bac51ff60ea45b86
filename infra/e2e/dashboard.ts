/** The dashboard of a pipeline. */
import { freePorts } from "../local/ports.ts";
import type { Running } from "../rig/programs.ts";
import type { Pipeline } from "./pipeline.ts";

/** Starts the dashboard as its task does, and waits until it answers. */
export async function startDashboard(
  pipeline: Pipeline,
  port = freePorts(1)[0],
): Promise<{ url: string; port: number; program: Running }> {
  const url = `http://127.0.0.1:${port}/`;
  const program = pipeline.launch("web", [], { WEB_PORT: port });
  await program.until("the dashboard answers", async () => {
    const response = await fetch(url);
    await response.body?.cancel();
    return response.ok;
  });
  return { url, port, program };
}
