import { assertEquals, assertMatch } from "@std/assert";
import { DCLinter } from "dclint";
import { fileURLToPath } from "node:url";
import { questDbSettings } from "./local/questdb.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const FILES = ["compose.yaml", "infra/emqx/users.yaml"];
const docker = await hasCompose();

async function hasCompose(): Promise<boolean> {
  try {
    const { success } = await new Deno.Command("docker", { args: ["compose", "version"] }).output();
    return success;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

Deno.test("compose.yaml keeps to the Compose specification", () => {
  // Among the linter's errors are violations of the specification's schema, images without a
  // version and ports that are open to the network; its warnings are about the order of keys.
  const linter = new DCLinter({ rules: {}, quiet: true, debug: false, exclude: [] });
  const messages = linter.lintFiles(FILES.map((file) => ROOT + file), false)
    .flatMap(({ filePath, messages }) =>
      messages.filter(({ type }) => type === "error")
        .map(({ line, message }) => `${filePath}:${line}: ${message}`)
    );
  assertEquals(messages, []);
});

Deno.test({
  name: "compose.yaml is understood by docker compose",
  ignore: !docker,
  async fn() {
    const files = FILES.flatMap((file) => ["--file", file]);
    const { success, stderr } = await new Deno.Command("docker", {
      args: ["compose", ...files, "--profile", "all", "config", "--quiet"],
      cwd: ROOT,
      env: { EMQX_USERS: "./users.csv" },
    }).output();
    assertEquals(new TextDecoder().decode(stderr), "");
    assertEquals(success, true);
  },
});

Deno.test("compose.yaml publishes ports on loopback only and holds no passwords", async () => {
  for (const line of await linesOf("compose.yaml")) {
    if (/^\s+- "[\d.:]+:\d+"$/.test(line)) assertMatch(line, /"127\.0\.0\.1:\d+:\d+"/);
    if (/PASSWORD:/.test(line)) assertMatch(line, /: \$\{[A-Z_]+:-\}$/);
  }
});

/** Settings of a QuestDB on a small machine of which one knows the ports. */
const LOCAL_ONLY = /BIND_TO|_USER$|_PASSWORD$|WORKER_COUNT|PAGE_SIZE|QDB_LOG/;

Deno.test("compose.yaml gives QuestDB the settings that infra/local gives it", async () => {
  const local = questDbSettings({
    java: { command: [], version: "" },
    jars: "",
    dataDir: "",
    logFile: "",
    httpPort: 1,
    pgPort: 2,
    healthPort: 3,
  });
  const expected = Object.entries(local).filter(([name]) => !LOCAL_ONLY.test(name));
  const found = (await linesOf("compose.yaml"))
    .map((line) => /^\s+(QDB_\w+): "?(\w+)"?$/.exec(line))
    .flatMap((match) => match ? [[match[1], match[2]]] : []);
  assertEquals(Object.fromEntries(found), Object.fromEntries(expected));
});

async function linesOf(file: string): Promise<string[]> {
  return (await Deno.readTextFile(ROOT + file)).split("\n");
}
