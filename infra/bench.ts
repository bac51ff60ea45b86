/**
 * Measures the pipeline and its dashboard on this machine, with mosquitto as the broker and
 * QuestDB's sync commits: `deno task bench [section ...] [--readings N] [--rounds N] [--minutes N]`;
 * all sections without arguments.
 *
 * Of the ingest: `drain`, `peers` (the same work for Telegraf and a collector in Python, which are
 * installed if they can be), `latency`, `rollups`. Of devices: `outbox`, `fleet`, `outage` (the
 * ingest is away for `--minutes`). Of the demo: `start`. Of the dashboard: `ledger`, `screen`,
 * `streams`, `page`, `history`. `--readings` is the size of a backlog, `--rounds` how often it is
 * measured.
 */
import { consoleLog } from "../devices/lib/log.ts";
import { runProgram } from "../devices/lib/program.ts";
import { readBenchArgs } from "./bench/args.ts";
import { describeMachine } from "./bench/machine.ts";
import { sections } from "./bench/sections.ts";

const log = consoleLog("bench");

await runProgram(log, async (signal) => {
  const { sections: names, options } = readBenchArgs(Deno.args, Object.keys(sections));
  try {
    for (const name of names) {
      console.log(`\n## ${name}\non ${await describeMachine()}`);
      await sections[name]({ options, signal, say: console.log, note: log.info });
      signal.throwIfAborted();
    }
  } catch (error) {
    if (!signal.aborted) throw error; // called off: nothing is left running
  }
});
