/**
 * Measures the pipeline on this machine, with mosquitto as the broker and QuestDB's sync commits:
 * `deno task bench [drain] [latency] [outbox] [fleet] [start]`; all of them without arguments.
 */
import { consoleLog } from "../devices/lib/log.ts";
import { runProgram, SetupError } from "../devices/lib/program.ts";
import { sections } from "./bench/sections.ts";
import { startBenchServers } from "./bench/servers.ts";

await runProgram(consoleLog("bench"), async (signal) => {
  const names = Deno.args.length > 0 ? Deno.args : Object.keys(sections);
  const unknown = names.find((name) => !Object.hasOwn(sections, name));
  if (unknown !== undefined) {
    throw new SetupError(`Unknown section ${unknown}: must be ${Object.keys(sections).join(", ")}`);
  }
  for (const name of names) {
    await using servers = await startBenchServers(signal);
    signal.throwIfAborted();
    console.log(`\n## ${name}`);
    await sections[name](servers, signal, console.log);
  }
});
