/** Telegraf, built from its Go module with nothing but what the bench compares the ingest with. */
import { join } from "node:path";
import { type RunCommand, runCommand } from "./command.ts";
import { DATA } from "./folders.ts";

const VERSION = "v1.39.3";
const PACKAGE = `github.com/influxdata/telegraf/cmd/telegraf@${VERSION}`;
/** With all of its plugins it would take half an hour to build. */
const TAGS = "custom,inputs.mqtt_consumer,parsers.json,processors.converter,outputs.influxdb_v2";
const FOLDER = join(DATA, "go", `telegraf@${VERSION}`);

/** Where it is built. */
export const TELEGRAF: string = join(FOLDER, "telegraf");

/** Builds it unless it is there; returns why not if it can't be had. */
export async function installTelegraf(run: RunCommand = runCommand): Promise<string | undefined> {
  if ((await run([TELEGRAF, "--version"]))?.code === 0) return undefined;
  const env = { GOBIN: FOLDER, CGO_ENABLED: "0" };
  const built = await run(["go", "install", "-tags", TAGS, PACKAGE], { env });
  if (built === undefined) return "there is no go";
  return built.code === 0 ? undefined : `go install: ${built.lines.at(-1)}`;
}
