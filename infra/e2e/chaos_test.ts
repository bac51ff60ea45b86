/** Two minutes of chaos, started as a user would; it has servers of its own. */
import { assert, assertEquals, assertGreater } from "@std/assert";
import { launcherArgs, ROOT } from "../launch/command.ts";
import { Running } from "../rig/programs.ts";
import { environment } from "../rig/settings.ts";
import { until } from "../rig/wait.ts";

/** What it says last, as far as its type can tell. */
interface Verdict {
  readonly verdict: string;
  readonly produced: number;
  readonly stored: number;
  readonly dead_lettered: number;
  readonly waiting: number;
  readonly evicted: number;
  readonly missing: number;
  readonly double: number;
  readonly kills: Readonly<Record<"device" | "broker" | "ingest" | "questdb", number>>;
  readonly seconds: number;
}

/** A seed whose two minutes hold a kill of every part. */
const SEED = "7";
/** Two minutes, and what starting, settling and adding up may take on a busy machine. */
const DEADLINE = 10 * 60_000; // ms

// Windows has no way to freeze a process.
const ignore = Deno.build.os === "windows";

Deno.test({ name: "two minutes of chaos lose and double nothing", ignore }, async () => {
  await using chaos = new Running({
    name: "chaos",
    args: [...launcherArgs("chaos"), "--minutes", "2", "--seed", SEED],
    env: environment({}),
    cwd: ROOT,
  });
  const code = await until("chaos ends", () => chaos.code, { deadline: DEADLINE });
  const transcript = chaos.lines.join("\n");
  assertEquals(code, 0, transcript);
  const { kills, seconds, ...sum }: Verdict = JSON.parse(chaos.lines.at(-1)!);
  assertEquals([sum.verdict, sum.missing, sum.double], ["passed", 0, 0], transcript);
  const { produced, stored, dead_lettered, waiting, evicted } = sum;
  assertEquals(produced, stored + dead_lettered + waiting + evicted);
  assertGreater(dead_lettered, 0);
  assertGreater(evicted, 0, "an outbox was overfilled");
  assert(
    Object.values(kills).every((count) => count > 0),
    `${JSON.stringify(kills)} ${transcript}`,
  );
  assertGreater(seconds, 120);
});
