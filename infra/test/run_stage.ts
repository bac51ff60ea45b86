/** One stage of the test run: a subcommand of deno, its output kept unless it fails. */
import { lines } from "../local/lines.ts";
import { PARENT_PIPE } from "../launch/child.ts";
import { NOTHING, readReport, type Tally } from "./run_tally.ts";

/** What a stage runs. */
export interface Stage {
  readonly name: string;
  /** The arguments of `deno`. */
  readonly args: readonly string[];
  /** Where it leaves its JUnit report; without one, the stage itself counts as one test. */
  readonly report?: string;
  /** On top of our own environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Whether each test is said as it ends, for stages of minutes. */
  readonly live?: boolean;
}

/** Writes a line for the user. */
export type Say = (line: string) => void;

/** Runs a stage and says how it went; shows everything that it wrote if it failed. */
export async function runStage(stage: Stage, say: Say, signal: AbortSignal): Promise<Tally> {
  const start = performance.now();
  say(`${stage.name} …`);
  const { code, written } = await run(stage, say, signal);
  if (signal.aborted) return NOTHING;
  if (code !== 0) say(written.join("\n"));
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  say(`${stage.name} ${code === 0 ? "ok" : "FAILED"} (${seconds} s)`);
  return await tally(stage, code, written);
}

/** Deno's line about a module that failed outside of its tests; such a module is in no report. */
const BROKEN_MODULE = /^\S+ \(uncaught error\)$/;

async function tally({ report }: Stage, code: number, written: readonly string[]): Promise<Tally> {
  if (report === undefined) {
    return { ...NOTHING, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  }
  const found = await readIfThere(report);
  const broken = new Set(written.filter((line) => BROKEN_MODULE.test(line))).size;
  const failed = found.failed + broken;
  return { ...found, failed: code === 0 ? failed : Math.max(1, failed) };
}

async function readIfThere(report: string): Promise<Tally> {
  try {
    return readReport(await Deno.readTextFile(report));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return NOTHING;
    throw error;
  }
}

async function run({ args, env, live }: Stage, say: Say, signal: AbortSignal) {
  const child = new Deno.Command(Deno.execPath(), {
    args: [...args],
    env: { ...env, NO_COLOR: "1", [PARENT_PIPE]: "" }, // our own parent's pipe is not theirs
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    signal,
  }).spawn();
  const written: string[] = [];
  const result = results();
  const collect = async (stream: ReadableStream<Uint8Array>) => {
    for await (const line of lines(stream)) {
      written.push(line);
      const ended = live && result(line);
      if (ended) say(`  ${ended}`);
    }
  };
  const [{ code }] = await Promise.all([
    child.status,
    collect(child.stdout),
    collect(child.stderr),
  ]);
  return { code, written };
}

/** A test's last line, such as `stopBroker() loses nothing ... ok (3s)`. */
const RESULT = /^\S.* \.\.\. (ok|FAILED|ignored) \(.*\)$/;
/** Deno breaks into the line of a test that takes more than a minute, and ends it later. */
const SLOW = /^(\S.* \.\.\.)'.*' has been running for over/;
const SLOW_END = /^ (ok|FAILED) \(.*\)$/;

/** Finds in Deno's output, line by line, which test ended how. */
export function results(): (line: string) => string | undefined {
  let slow = "";
  return (line) => {
    if (RESULT.test(line)) return line;
    if (SLOW_END.test(line)) return slow + line;
    slow = SLOW.exec(line)?.[1] ?? slow;
  };
}
