import { assertEquals, assertStringIncludes } from "@std/assert";
import type { RunCommand } from "../local/command.ts";
import { checkDisk, checkTools } from "./machine.ts";

/** A machine on which only these programs are installed. */
function machine(...programs: ("java" | "mvn" | "docker")[]): RunCommand {
  const words: Record<string, string[]> = {
    java: ["java.base@21.0.1", "jdk.compiler@21.0.1"],
    mvn: ["Apache Maven 3.9.9"],
    docker: ["28.0.0"],
  };
  return ([program]) => {
    const name = program as "java";
    const installed = programs.includes(name);
    return Promise.resolve(installed ? { code: 0, lines: words[name] } : undefined);
  };
}

Deno.test("checkTools() asks for a JDK and Maven or Docker, not for both", async () => {
  const levels = async (run: RunCommand) =>
    (await checkTools({}, run)).map(({ what, level }) => `${what} ${level}`).join(", ");
  assertEquals(await levels(machine("java", "mvn")), "Java ok, Maven ok, Docker unknown");
  assertEquals(await levels(machine("docker")), "Java unknown, Maven unknown, Docker ok");
  assertEquals(await levels(machine("java")), "Java ok, Maven warning, Docker warning");
});

Deno.test("checkTools() says how to get what is missing", async () => {
  const [java] = await checkTools({}, machine());
  assertEquals(java.level, "warning");
  assertStringIncludes(java.remedy!, "install a JDK");
});

Deno.test("checkDisk() warns before the disk is full", async () => {
  const level = async (free: number) =>
    (await checkDisk("x", () => Promise.resolve({ bavail: free / 4096, bsize: 4096 }))).level;
  assertEquals(await level(50e9), "ok");
  assertEquals(await level(3e9), "warning");
  assertEquals(await level(1e8), "fault");
});

Deno.test("checkDisk() measures where a folder will be made", async () => {
  const asked: string[] = [];
  await checkDisk("not/there/yet", (folder) => {
    asked.push(folder);
    const missing = Object.assign(new Error("none"), { code: "ENOENT" });
    return folder === "." ? Promise.resolve({ bavail: 1e9, bsize: 1 }) : Promise.reject(missing);
  });
  assertEquals(asked, ["not/there/yet", "."]);
});
