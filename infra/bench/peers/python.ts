/** A collector in Python, `collector.py`, and the packages that it stands on. */
import { join } from "node:path";
import { ROOT } from "../../local/folders.ts";
import { installPython, pythonPath } from "../../local/python.ts";
import type { Collector } from "../collector.ts";
import { startOther } from "../program.ts";

const PACKAGES = ["paho-mqtt==2.1.0", "questdb==6.0.0"];
const SCRIPT = join(ROOT, "infra", "bench", "peers", "collector.py");

/** Installs its packages unless they are there; returns why not if they can't be had. */
export function installCollector(): Promise<string | undefined> {
  return installPython(PACKAGES);
}

/** The collector. */
export const python: Collector = {
  name: "Python",
  start: ({ broker, database }) =>
    startOther("python3", [SCRIPT], {
      PYTHONPATH: pythonPath(PACKAGES),
      MQTT_PORT: new URL(broker.url).port,
      QUESTDB: new URL(database.url).host,
    }),
};
