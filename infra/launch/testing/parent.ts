/** Runs `child.ts` as the launcher would run a program; for the tests of `runChild`. */
import { endOfInput, PARENT_PIPE, runChild } from "../child.ts";

const child = new URL("child.ts", import.meta.url).href;
const { code } = await runChild({
  args: ["run", `--allow-env=${PARENT_PIPE}`, child, ...Deno.args],
  env: {},
  parentGone: Deno.env.get(PARENT_PIPE) === "1" ? endOfInput() : undefined,
});
Deno.exit(code);
