/** Telegraf as `telegraf.conf` has it. */
import { join } from "node:path";
import { ROOT } from "../../local/folders.ts";
import { TELEGRAF } from "../../local/telegraf.ts";
import type { Collector } from "../collector.ts";
import { startOther } from "../program.ts";

const CONFIG = join(ROOT, "infra", "bench", "peers", "telegraf.conf");

/** Telegraf that writes what it has at least every `flush`, such as 1s. */
export function telegraf(flush: string): Collector {
  return {
    name: `Telegraf (flush ${flush})`,
    start: ({ broker, database }) =>
      startOther(TELEGRAF, ["--quiet", "--strict-env-handling", "--config", CONFIG], {
        MQTT_SERVER: broker.url.replace("mqtt:", "tcp:"),
        QUESTDB_URL: database.url,
        FLUSH_INTERVAL: flush,
      }),
  };
}
