import { assertEquals, assertRejects } from "@std/assert";
import { SetupError } from "../../devices/lib/program.ts";
import { findJava, findMaven, javaPrograms, mavenCommand, mavenEnv } from "./java.ts";
import { fakeRun } from "./testing/fake_run.ts";

const JDK_17 = "java.base@17.0.15\njdk.compiler@17.0.15";
const JDK_21 = "java.base@21.0.2\njdk.compiler@21.0.2";

Deno.test("findJava() prefers JAVA_HOME", async () => {
  const [home] = javaPrograms({ JAVA_HOME: "/opt/jdk" });
  const run = fakeRun({ [home]: JDK_21, java: JDK_17 });
  assertEquals(await findJava({ JAVA_HOME: "/opt/jdk" }, run), {
    command: [home],
    version: "21.0.2",
  });
});

Deno.test("findJava() goes on where JAVA_HOME leads nowhere", async () => {
  const java = await findJava({ JAVA_HOME: "/gone" }, fakeRun({ java: JDK_17 }));
  assertEquals(java, { command: ["java"], version: "17.0.15" });
});

for (
  const [fault, result] of [
    ["is no Java 9 or later", { code: 1, lines: ["Unrecognized option: --list-modules"] }],
    ["is Java 11.0.2", "java.base@11.0.2\njdk.compiler@11.0.2"],
    ["is a Java 17.0.15 without compiler", "java.base@17.0.15"],
  ] as const
) {
  Deno.test(`findJava() refuses one that ${fault}`, async () => {
    const run = fakeRun({ java: typeof result === "string" ? result : { ...result } });
    await assertRejects(
      () => findJava({}, run),
      SetupError,
      `No JDK found (java ${fault}): install`,
    );
  });
}

Deno.test("findJava() says what to do without any", async () => {
  await assertRejects(() => findJava({}, fakeRun({})), SetupError, "No JDK found: install a JDK");
});

Deno.test("javaPrograms() looks where Homebrew puts it, and for java.exe", () => {
  assertEquals(javaPrograms({}, "darwin")[1], "/opt/homebrew/opt/openjdk/bin/java");
  assertEquals(javaPrograms({}, "linux"), ["java"]);
  assertEquals(javaPrograms({ JAVA_HOME: "/j" }, "windows")[0].endsWith("java.exe"), true);
});

Deno.test("findMaven() reads the version, coloured or not", async () => {
  const run = fakeRun({
    [mavenCommand().join(" ")]: "\x1b[1mApache Maven 3.8.7\x1b[m\nMaven home: x",
  });
  assertEquals(await findMaven({ command: ["java"], version: "17" }, run), {
    command: mavenCommand(),
    version: "3.8.7",
  });
});

Deno.test("findMaven() says what is wrong, and what to do", async () => {
  const java = { command: ["java"], version: "17" };
  await assertRejects(
    () => findMaven(java, fakeRun({})),
    SetupError,
    "Maven was not found: install",
  );
  const broken = fakeRun({ [mavenCommand().join(" ")]: { code: 1, lines: ["", "no such class"] } });
  await assertRejects(() => findMaven(java, broken), SetupError, "does not run (no such class)");
});

Deno.test("mavenCommand() goes through a shell on Windows", () => {
  assertEquals(mavenCommand("windows"), ["cmd", "/d", "/c", "mvn"]);
});

Deno.test("mavenEnv() gives Maven the Java that was found", () => {
  assertEquals(mavenEnv({ command: ["/opt/jdk/bin/java"], version: "" }), {
    JAVA_HOME: "/opt/jdk",
  });
  assertEquals(mavenEnv({ command: ["java"], version: "" }), { JAVA_HOME: "" });
});
