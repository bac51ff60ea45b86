/** Programs are run as processes: how they end is what counts. */
import { assertEquals, assertMatch } from "@std/assert";

const PROGRAM = import.meta.resolve("./testing/program.ts");
const text = new TextDecoder();

/** Starts the program of `testing/program.ts`, which does as its argument says. */
function start(what: string, options: Deno.CommandOptions = {}) {
  const args = ["run", "--no-config", "--allow-env=LEDGERLINE_PARENT_PIPE", PROGRAM, what];
  const child = new Deno.Command(Deno.execPath(), {
    args,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    ...options,
  }).spawn();
  const lines = child.stdout.pipeThrough(new TextDecoderStream());
  const reader = lines.getReader();
  let output = "";
  return {
    child,
    /** Resolves when the program has printed `word`. */
    async printed(word: string): Promise<void> {
      while (!output.includes(word)) {
        const { value, done } = await reader.read();
        if (done) throw new Error(`Ended before it printed ${word}: ${output}`);
        output += value;
      }
    },
    /** How the program ended. */
    async end(): Promise<{ code: number; errors: string }> {
      while (!(await reader.read()).done);
      const errors = text.decode(await new Response(child.stderr).arrayBuffer());
      return { code: (await child.status).code, errors };
    },
  };
}

Deno.test("runProgram() ends with 0 when its main ends", async () => {
  assertEquals(await start("end").end(), { code: 0, errors: "" });
});

Deno.test("runProgram() ends with 2 and one sentence after a wrong setting", async () => {
  const { code, errors } = await start("config").end();
  assertEquals(code, 2);
  assertMatch(errors, /^\S+ test error: COUNT="x": must be a number\n$/);
});

Deno.test("runProgram() ends with 2 and one sentence after a fault of the set-up", async () => {
  const { code, errors } = await start("setup").end();
  assertEquals(code, 2);
  assertMatch(errors, /^\S+ test error: Port 1 is taken\n$/);
});

Deno.test("runProgram() ends with 1 and a stack after anything else", async () => {
  const { code, errors } = await start("throw").end();
  assertEquals(code, 1);
  assertMatch(errors, /Error: unforeseen\n\s+at /);
});

Deno.test("runProgram() stops cleanly at SIGTERM, and two quick signals are one", async () => {
  const program = start("wait");
  await program.printed("running");
  program.child.kill("SIGTERM");
  program.child.kill("SIGINT");
  await program.printed("stopped");
  assertEquals((await program.end()).code, 0);
});

Deno.test("runProgram() stops at once at the second press", async () => {
  const program = start("hang");
  await program.printed("running");
  program.child.kill("SIGINT");
  await program.printed("stopping");
  await program.printed("later"); // half a second after the first press
  program.child.kill("SIGINT");
  assertEquals((await program.end()).code, 130);
});

Deno.test("runProgram() stops when the parent's pipe ends, if there is one", async () => {
  const env = { LEDGERLINE_PARENT_PIPE: "1" };
  const program = start("wait", { stdin: "piped", env });
  await program.printed("running");
  await program.child.stdin.close();
  await program.printed("stopped");
  assertEquals((await program.end()).code, 0);
});

Deno.test("runProgram() takes an ended input for nothing where no parent was announced", async () => {
  const program = start("tick");
  assertEquals((await program.end()).code, 0); // it ended by itself, after three ticks
});
