/** `deno task web`: serves the dashboard. `build.ts` has to run before. */
import { consoleLog } from "../devices/lib/log.ts";
import { runProgram } from "../devices/lib/program.ts";
import { readConfig } from "./config.ts";
import { type Handler, serve } from "./serve.ts";
import type { Services } from "./services.ts";
// What is imported by name needs no leave to be read: only the build and the pages then do.
import "./app.ts";
import "./services.ts";

const log = consoleLog("web");
await runProgram(log, async (signal) => {
  const config = readConfig(Deno.env.toObject(), Deno.args);
  const { default: built }: { default: { fetch: Handler } } = await load("./_fresh/server.js");
  const { services }: { services: Services } = await load("./entry.ts");
  const { host, port } = config;
  // Whichever ends first: a look at a database that hangs must not hold up the stop.
  await Promise.race([serve(built.fetch, { host, port, signal, log }), services.run(signal)]);
});

/** The built server is not there when types are checked. */
function load<T>(path: string): Promise<T> {
  return import(new URL(path, import.meta.url).href);
}
