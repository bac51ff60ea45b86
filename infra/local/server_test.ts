import { assertEquals, assertRejects } from "@std/assert";
import { join } from "node:path";
import { SetupError } from "../../devices/lib/program.ts";
import { type ServerSpec, startServer } from "./server.ts";

/** Says "up", then lives until its standard input ends. */
const LIVE = "console.log('up'); for await (const _ of Deno.stdin.readable);";

/** A server that runs `script`, with a log of its own. */
class Scene implements AsyncDisposable {
  readonly #root = Deno.makeTempDirSync();
  readonly logFile = join(this.#root, "log", "server.log");

  spec(script: string, spec: Partial<ServerSpec> = {}): ServerSpec {
    return {
      name: "The server",
      url: "test://here",
      command: [Deno.execPath(), "eval", script],
      logFile: this.logFile,
      answers: async () => (await this.log()).includes("up"),
      ...spec,
    };
  }

  log(): Promise<string> {
    return Deno.readTextFile(this.logFile);
  }

  async [Symbol.asyncDispose]() {
    await Deno.remove(this.#root, { recursive: true });
  }
}

Deno.test("startServer() waits for an answer and stops by closing the pipe", async () => {
  await using scene = new Scene();
  const server = await startServer(scene.spec(LIVE + "console.log('bye')"));
  assertEquals(server.url, "test://here");
  await server.stop();
  assertEquals((await server.stopped).code, 0);
  assertEquals(await scene.log(), "up\nbye\n");
});

Deno.test("startServer() gives a handle that kills", async () => {
  await using scene = new Scene();
  const server = await startServer(scene.spec(LIVE));
  server.kill();
  assertEquals((await server.stopped).success, false);
  await server.stop();
});

Deno.test("startServer() says why a server died while it was starting", async () => {
  await using scene = new Scene();
  const line = "2026-01-01 10:00:00,000 ERROR - No room on the disk";
  const script = `console.log('${line}'); console.log('2 ERROR - more'); Deno.exit(1)`;
  const error = await assertRejects(() => startServer(scene.spec(script)), SetupError);
  assertEquals(
    error.message,
    `The server ended while it was starting (No room on the disk): see ${scene.logFile}`,
  );
  await assertRejects(
    () => startServer(scene.spec("Deno.exit(9)")),
    SetupError,
    "The server ended while it was starting (exit code 9)",
  );
});

Deno.test("startServer() ends a server that says something fatal", async () => {
  await using scene = new Scene();
  const spec = scene.spec("console.error('Using default config');" + LIVE, {
    isFatal: (line) => line.includes("default config"),
    answers: () => Promise.resolve(false),
  });
  const message = "The server must not run so (Using default config)";
  await assertRejects(() => startServer(spec), SetupError, message);
});

Deno.test("startServer() does not wait for ever", async () => {
  await using scene = new Scene();
  const spec = scene.spec(LIVE, { answers: () => Promise.resolve(false), patience: 300 });
  const message = "The server does not answer at test://here after 0.3 s: see";
  await assertRejects(() => startServer(spec), SetupError, message);
});

Deno.test("startServer() is called off by its signal", async () => {
  await using scene = new Scene();
  const off = new AbortController();
  const answers = () => {
    off.abort(new Error("off"));
    return Promise.resolve(false);
  };
  await assertRejects(() => startServer(scene.spec(LIVE, { answers }), off.signal), Error, "off");
});
