/**
 * `deno task doctor`: looks at everything that the programs stand on, one line each, with what to
 * do about it. Exit code 0 if all is well, 1 after a warning, 2 if something is broken.
 */
import { consoleLog } from "../devices/lib/log.ts";
import { runProgram } from "../devices/lib/program.ts";
import { checks } from "./doctor/checks.ts";
import { readConfig } from "./doctor/config.ts";
import { exitCode, table } from "./doctor/finding.ts";
import { runChecks } from "./doctor/run_checks.ts";

await runProgram(consoleLog("doctor"), async () => {
  const env = Deno.env.toObject();
  const findings = await runChecks(checks(readConfig(env), env));
  console.log(table(findings));
  Deno.exit(exitCode(findings));
});
