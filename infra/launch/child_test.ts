import { assertEquals, assertStringIncludes } from "@std/assert";
import { lines } from "../local/lines.ts";
import { emptied, PARENT_PIPE } from "./child.ts";

const PARENT = new URL("testing/parent.ts", import.meta.url).href;

/** A process that runs another by `runChild`; both write to the same output. */
class Parent {
  readonly #process: Deno.ChildProcess;
  readonly #lines: AsyncGenerator<string>;

  constructor(options: { args?: string[]; pipe?: boolean } = {}) {
    this.#process = new Deno.Command(Deno.execPath(), {
      args: ["run", "--allow-env", "--allow-run", PARENT, ...options.args ?? []],
      env: { [PARENT_PIPE]: options.pipe ? "1" : "" },
      stdin: options.pipe ? "piped" : "null",
      stdout: "piped",
    }).spawn();
    this.#lines = lines(this.#process.stdout);
  }

  async untilUp(): Promise<void> {
    assertEquals((await this.#lines.next()).value, "up");
  }

  kill(signal: Deno.Signal): void {
    this.#process.kill(signal);
  }

  async closePipe(): Promise<void> {
    await this.#process.stdin.close();
  }

  /** The exit code, and what both wrote until neither of them had its output open any more. */
  async end(): Promise<{ code: number; output: string }> {
    const written: string[] = [];
    for await (const line of this.#lines) written.push(line);
    const { code } = await this.#process.status;
    return { code, output: written.join("\n") };
  }
}

Deno.test("runChild() hands the exit code through", async () => {
  assertEquals((await new Parent({ args: ["7"] }).end()).code, 7);
});

Deno.test({
  name: "runChild() hands a signal on and waits",
  ignore: Deno.build.os === "windows", // there are no signals to send
  async fn() {
    const parent = new Parent();
    await parent.untilUp();
    parent.kill("SIGTERM");
    const { code, output } = await parent.end();
    assertEquals(code, 0);
    assertStringIncludes(output, "stopped");
  },
});

Deno.test("runChild() leaves no child behind when it is killed", async () => {
  const parent = new Parent();
  await parent.untilUp();
  parent.kill("SIGKILL");
  assertStringIncludes((await parent.end()).output, "stopped");
});

Deno.test("runChild() ends the child when its own parent is gone", async () => {
  const parent = new Parent({ pipe: true });
  await parent.untilUp();
  await parent.closePipe();
  const { code, output } = await parent.end();
  assertEquals(code, 0);
  assertStringIncludes(output, "stopped");
});

Deno.test("emptied() finds the dynamic linker's variables", () => {
  const env = { LD_LIBRARY_PATH: "/opt/lib", DYLD_INSERT_LIBRARIES: "x", PATH: "/bin", OLD_X: "1" };
  assertEquals(emptied(env), { LD_LIBRARY_PATH: "", DYLD_INSERT_LIBRARIES: "" });
});
