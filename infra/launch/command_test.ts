import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { ROOT } from "../local/folders.ts";
import { denoArgs, launcherArgs } from "./command.ts";
import { programs } from "./programs.ts";

interface Task {
  readonly description: string;
  readonly command: string;
}

const { tasks }: { tasks: Record<string, Task> } = JSON.parse(
  await Deno.readTextFile(join(ROOT, "deno.json")),
);

Deno.test("deno.json has a task with a sentence for every program", () => {
  for (const name of Object.keys(programs)) {
    assert(tasks[name]?.description, name);
    assertEquals(tasks[name].command, `deno ${launcherArgs(name).join(" ")}`);
  }
});

Deno.test("deno.json has no task that may do everything", () => {
  for (const { command } of Object.values(tasks)) assert(!/ -A|--allow-all/.test(command), command);
});

Deno.test("denoArgs() runs the entry with its arguments after the flags", async () => {
  const args = await denoArgs(programs.device, ["vehicle_01", "--kind", "host"], {});
  assertEquals(args.slice(0, 2), ["run", `--config=${join(ROOT, "deno.json")}`]);
  assertEquals(args.slice(-4), [join(ROOT, "devices/device.ts"), "vehicle_01", "--kind", "host"]);
});

Deno.test("denoArgs() sets V8 up as the program wants it", async () => {
  const args = await denoArgs(programs.ingest, [], {});
  assertEquals(args[2], `--v8-flags=${programs.ingest.v8!.join(",")}`);
});
