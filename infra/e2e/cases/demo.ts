/** The demo as a user starts it: from nothing, with servers of its own. */
import { join } from "node:path";
import { assertEquals, assertStringIncludes } from "@std/assert";
import { EXIT_SETUP } from "../../../devices/lib/program.ts";
import { freePorts, isFree } from "../../local/ports.ts";
import { copyRepository } from "../copy.ts";
import type { Pipeline } from "../pipeline.ts";
import { familyOf, killAll, survivors } from "../../rig/processes.ts";
import type { Running } from "../../rig/programs.ts";
import type { Stage } from "../stage.ts";
import { until } from "../../rig/wait.ts";

/** The line that is always kept up to date. */
const LIVE = /10 online · \d+\.\d rows\/s · \d+ waiting · newest row \d+\.\d s old/;

/** Registers the test. */
export function demoTests(stage: Stage): void {
  stage.test("the demo runs from nothing and leaves nothing behind", async (pipeline) => {
    const place = placeForDemo(pipeline);
    const killed = await startDemo(pipeline, place);
    await assertNothingIsLeft(killed, place, () => killed.kill());

    const stopped = await startDemo(pipeline, place); // on what the first one left
    await assertSecondIsToldWhy(pipeline, place);
    await assertNothingIsLeft(stopped, place, async () => {
      assertEquals(await stopped.stop("SIGINT"), 0);
    });
  });
}

/** A copy of the repository, and settings with ports that nobody uses. */
function placeForDemo({ folder, outboxes }: Pipeline) {
  const root = join(folder, "copy");
  copyRepository(root);
  const ports = freePorts(5);
  const [broker, http, pg, ingest, web] = ports;
  const settings = {
    INFRA: "java",
    MQTT_URL: `mqtt://127.0.0.1:${broker}`,
    QUESTDB_URL: `http://127.0.0.1:${http}`,
    QUESTDB_PG_URL: `postgres://admin:quest@127.0.0.1:${pg}/qdb`,
    INGEST_PORT: ingest,
    WEB_PORT: web,
    OUTBOX_DIR: outboxes,
  };
  return { root, ports, settings };
}

type Place = ReturnType<typeof placeForDemo>;

/** Starts the demo and waits until it shows that readings flow. */
async function startDemo(pipeline: Pipeline, { settings, root }: Place): Promise<Running> {
  const demo = pipeline.launch("demo", [], settings, root);
  const [, console] = await demo.says(/QuestDB's console: (\S+)/);
  assertEquals(console, settings.QUESTDB_URL);
  await demo.says(LIVE);
  const [, dashboard] = await demo.says(/dashboard: (\S+)/);
  await until("the dashboard shows the fleet", async () => {
    return (await (await fetch(dashboard)).text()).includes("vehicle_10");
  });
  return demo;
}

async function assertSecondIsToldWhy(pipeline: Pipeline, { settings, root }: Place) {
  const second = pipeline.launch("demo", [], settings, root);
  assertEquals(await second.ended(), EXIT_SETUP);
  assertStringIncludes(second.lines.join("\n"), `${settings.INGEST_PORT}`);
}

/** Ends the demo; all that it has started must be gone soon after. */
async function assertNothingIsLeft(demo: Running, { ports }: Place, end: () => Promise<void>) {
  const family = await familyOf(demo.pid);
  const isGone = async () => (await survivors(family)).length === 0;
  try {
    await end();
    await until("all of its processes are gone", isGone);
  } finally {
    killAll(await survivors(family));
  }
  assertEquals(ports.filter((port) => !isFree(port)), [], "ports are free again");
}
