/**
 * `deno task test`: format, lint, types and every test; with `--fast` (`deno task check`) without
 * those that need servers. The last line counts what passed, failed and was skipped.
 */
import { consoleLog } from "../../devices/lib/log.ts";
import { runProgram } from "../../devices/lib/program.ts";
import { jsrConfig } from "../launch/jsr.ts";
import { ROOT } from "../local/folders.ts";
import { installBrowser } from "./run_browser.ts";
import { plan } from "./run_plan.ts";
import { runStage } from "./run_stage.ts";
import { add, closingLine, NOTHING, type Tally } from "./run_tally.ts";

await runProgram(consoleLog("test"), async (signal) => {
  const fast = Deno.args.includes("--fast");
  if (!fast) await installBrowser(console.log);
  const tally = await runAll(fast, signal);
  if (signal.aborted) Deno.exit(130);
  for (const name of tally.skipped) console.log(`skipped: ${name}`);
  console.log(closingLine(tally));
  Deno.exit(tally.failed === 0 ? 0 : 1);
});

async function runAll(fast: boolean, signal: AbortSignal): Promise<Tally> {
  const temporary = await Deno.makeTempDir({ prefix: "ledgerline-" });
  const config = await jsrConfig({ root: ROOT });
  let sum = NOTHING;
  for (const stage of plan({ config, temporary, fast })) {
    if (!signal.aborted) sum = add(sum, await runStage(stage, console.log, signal));
  }
  await Deno.remove(temporary, { recursive: true });
  return sum;
}
