import { assertEquals, assertRejects, assertStringIncludes } from "@std/assert";
import { join } from "node:path";
import { SetupError } from "../../devices/lib/program.ts";
import type { RunCommand } from "./command.ts";
import { fetchJars, type JarsDeps } from "./jars.ts";
import { mavenCommand } from "./java.ts";
import { fakeLog } from "./testing/fake_log.ts";
import { fakeRun } from "./testing/fake_run.ts";

const MAVEN = mavenCommand().join(" ");
const JAVA = { command: ["java"], version: "17" };

/** An empty folder for jars, and a Maven that ends with `code`. */
class Scene implements AsyncDisposable {
  readonly #root = Deno.makeTempDirSync();
  readonly folder = join(this.#root, "lib");
  readonly logFile = join(this.#root, "log", "maven.log");
  readonly run: RunCommand & { readonly ran: string[] };

  constructor(code: number) {
    this.run = fakeRun({
      [`${MAVEN} --version`]: "Apache Maven 3.9.9",
      [`${MAVEN} --batch-mode`]: { code, lines: ["[ERROR] no network"] },
    });
  }

  /** Fetches, where Maven would have left a jar. */
  async fetch(deps: Partial<JarsDeps> = {}): Promise<string> {
    const run: RunCommand = async (command, options) => {
      await Deno.mkdir(this.folder, { recursive: true });
      return await this.run(command, options);
    };
    const { signal } = new AbortController();
    const { folder, logFile } = this;
    return await fetchJars(JAVA, { log: fakeLog(), signal, run, folder, logFile, ...deps });
  }

  async [Symbol.asyncDispose]() {
    await Deno.remove(this.#root, { recursive: true });
  }
}

Deno.test("fetchJars() has Maven copy the jars, once", async () => {
  await using scene = new Scene(0);
  assertEquals(await scene.fetch(), scene.folder);
  assertEquals(scene.run.ran.length, 2);
  assertStringIncludes(scene.run.ran[1], "maven-dependency-plugin:copy-dependencies");
  assertStringIncludes(scene.run.ran[1], `-DoutputDirectory=${scene.folder}`);
  assertEquals(await scene.fetch(), scene.folder);
  assertEquals(scene.run.ran.length, 2);
});

Deno.test("fetchJars() begins anew when the last time was for another pom", async () => {
  await using scene = new Scene(0);
  await scene.fetch();
  await Deno.writeTextFile(join(scene.folder, "complete-for-pom.xml"), "<project/>");
  await Deno.writeTextFile(join(scene.folder, "old.jar"), "");
  await scene.fetch();
  assertEquals(scene.run.ran.length, 4);
  assertEquals(Array.from(Deno.readDirSync(scene.folder)).length, 1);
});

Deno.test("fetchJars() names Maven's log when it fails, and tries again the next time", async () => {
  await using scene = new Scene(1);
  const error = await assertRejects(() => scene.fetch(), SetupError, "check the network");
  assertStringIncludes(error.message, scene.logFile);
  assertStringIncludes(await Deno.readTextFile(scene.logFile), "no network");
  await assertRejects(() => scene.fetch(), SetupError);
  assertEquals(scene.run.ran.length, 4);
});

Deno.test("fetchJars() is called off by its signal", async () => {
  await using scene = new Scene(143);
  const signal = AbortSignal.abort(new Error("off"));
  await assertRejects(() => scene.fetch({ signal }), Error, "off");
});
