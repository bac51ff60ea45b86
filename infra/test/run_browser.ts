/** Sees to it that there is a browser for the tests that need one, where that can be done. */
import { browsers, found } from "../launch/found.ts";
import type { Say } from "./run_stage.ts";

/**
 * Installs Chromium on a Debian where we are root and there is none. Anywhere else nothing is
 * installed: without a browser the tests that need one are skipped, and named.
 */
export async function installBrowser(say: Say): Promise<void> {
  const [aptGet] = found("apt-get");
  if (browsers().length > 0 || aptGet === undefined || Deno.uid() !== 0) return;
  say("installing Chromium for the tests …");
  for (const args of [["update"], ["install", "--yes", "--no-install-recommends", "chromium"]]) {
    const { success, stderr } = await new Deno.Command(aptGet, {
      args: ["--quiet", ...args],
      env: { DEBIAN_FRONTEND: "noninteractive" },
      stdin: "null",
      stdout: "null",
    }).output();
    if (success) continue;
    say(`apt-get ${args[0]} failed: ${new TextDecoder().decode(stderr).trim()}`);
    return;
  }
}
