import { assertEquals } from "@std/assert";
import { results, runStage } from "./run_stage.ts";

const never = new AbortController().signal;

Deno.test("results() finds how tests ended, those of minutes too", () => {
  const result = results();
  const output = [
    "running 2 tests from ./a_test.ts",
    "a() works ... ok (3s)",
    "a() waits ...'a() waits' has been running for over (1m0s)",
    "  a step ... ok (1ms)",
    " ok (1m17s)",
    "a() breaks ... FAILED (1ms)",
  ];
  assertEquals(output.map(result).filter((line) => line !== undefined), [
    "a() works ... ok (3s)",
    "a() waits ... ok (1m17s)",
    "a() breaks ... FAILED (1ms)",
  ]);
});

/** Runs a module of `testdata` as a stage; gives the counts and what was said. */
async function run(...modules: string[]) {
  const report = await Deno.makeTempFile();
  const paths = modules.map((name) => new URL(`testdata/${name}.ts`, import.meta.url).href);
  const said: string[] = [];
  const tally = await runStage(
    {
      name: "stage",
      args: ["test", "--no-lock", "--no-check", `--junit-path=${report}`, ...paths],
      report,
    },
    (line) => said.push(line),
    never,
  );
  await Deno.remove(report);
  return { ...tally, said: said.join("\n") };
}

Deno.test("runStage() counts from the report and keeps quiet about what passes", async () => {
  const { passed, failed, skipped, said } = await run("passing");
  assertEquals([passed, failed, skipped.length], [1, 0, 1]);
  assertEquals(said.split("\n").length, 2);
});

Deno.test("runStage() shows what fails, and counts modules that are in no report", async () => {
  const { passed, failed, said } = await run("passing", "failing", "broken");
  assertEquals([passed, failed], [1, 2]);
  assertEquals(said.includes("one is two"), true);
});

Deno.test("runStage() counts a stage without a report as one test", async () => {
  const { passed, failed } = await runStage(
    { name: "stage", args: ["eval", "Deno.exit(1)"] },
    () => {},
    never,
  );
  assertEquals([passed, failed], [0, 1]);
});
