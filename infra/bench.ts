/**
 * Measures the pipeline and its dashboard on this machine, with mosquitto as the broker and
 * QuestDB's sync commits: `deno task bench [drain] [latency] [outbox] [fleet] [start] [screen]
 * [streams] [page] [history]`; all of them without arguments.
 */
import { consoleLog } from "../devices/lib/log.ts";
import { runProgram, SetupError } from "../devices/lib/program.ts";
import { sections } from "./bench/sections.ts";

await runProgram(consoleLog("bench"), async (signal) => {
  const names = Deno.args.length > 0 ? Deno.args : Object.keys(sections);
  const unknown = names.find((name) => !Object.hasOwn(sections, name));
  if (unknown !== undefined) {
    throw new SetupError(`Unknown section ${unknown}: must be ${Object.keys(sections).join(", ")}`);
  }
  try {
    for (const name of names) {
      console.log(`\n## ${name}`);
      await sections[name](signal, console.log);
      signal.throwIfAborted();
    }
  } catch (error) {
    if (!signal.aborted) throw error; // called off: nothing is left running
  }
});
