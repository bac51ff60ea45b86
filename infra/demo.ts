/**
 * Broker, database, ingest, ten vehicles and the dashboard from one command, until Ctrl-C. `deno task demo`
 */
import { runProgram, SetupError } from "../devices/lib/program.ts";
import { DEVICE_DATA } from "../ingest/tables.ts";
import { type Config, readConfig } from "./config.ts";
import { readFigures } from "./demo/figures.ts";
import { FleetStatus } from "./demo/fleet_status.ts";
import { httpUrl, parts } from "./demo/parts.ts";
import { spawnProgram } from "./demo/process.ts";
import { runParts } from "./demo/run_parts.ts";
import { Screen, standardOutput } from "./demo/screen.ts";
import { watch } from "./demo/watch.ts";
import { isFree } from "./local/ports.ts";

const screen = new Screen(standardOutput());
const log = screen.log();

await runProgram(log, async (signal) => {
  const config = readConfig(Deno.env.toObject());
  requireNoOther(config);
  try {
    await runDemo(config, signal);
  } finally {
    screen.endLive();
  }
});

async function runDemo(config: Config, signal: AbortSignal): Promise<void> {
  const fleet = new FleetStatus();
  const figures = () => readFigures(config.database);
  const onLine = (name: string, line: string) => {
    if (name !== "devices" || fleet.read(line, Date.now())) screen.line(name, line);
  };
  const onUp = async (name: string) => {
    if (name === "web") log.info(`dashboard: ${httpUrl(config.web, "/")}`);
    if (name !== "ingest") return; // from here on there is something to see
    const before = (await figures())?.rows ?? 0;
    const show = (line: string) => screen.live(line);
    watch({ figures, before, fleet, show, onFirstRow: () => sayWhereToLook(config), signal });
  };
  log.info("starting servers, ingest, devices and dashboard; Ctrl-C stops them all");
  await runParts(parts(config), {
    signal,
    part: ({ name }) => ({ spawn: spawnProgram, log, onLine: (line) => onLine(name, line) }),
    onUp,
  });
  log.info("stopped");
}

function sayWhereToLook({ database }: Config): void {
  log.info(`first row after ${(performance.now() / 1000).toFixed(1)} s`);
  log.info(`QuestDB's console: ${database.url} (try SELECT * FROM ${DEVICE_DATA} LIMIT -10)`);
}

/** A second demo would stop half-way, its servers and devices being the first one's. */
function requireNoOther({ ingest: { hostname, port } }: Config): void {
  if (isFree(port, hostname)) return;
  throw new SetupError(
    `Port ${port} on ${hostname} is taken, probably by another demo or ingest: ` +
      "stop that, or set INGEST_PORT",
  );
}
