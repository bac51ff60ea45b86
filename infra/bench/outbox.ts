/** How many readings a second one device stores: appended, published, stored and settled. */
import { consoleLog } from "../../devices/lib/log.ts";
import { Outbox } from "../../devices/outbox/outbox.ts";
import { openStore } from "../../devices/outbox/store.ts";
import { PAYLOADS } from "../../devices/runtime/fleet.ts";
import { measureFullSpeed } from "../../devices/runtime/full_speed.ts";
import { deviceName, figures } from "./messages.ts";
import { startIngest } from "./program.ts";
import type { BenchServers } from "./servers.ts";

/** As the fleet's default. */
const LIMIT = 10_000;
/** More than the fleet's default: a device stores a window in a round trip. */
export const WINDOW = 2048;

/** Readings a second; the ingest is there to store them and to say so. */
export async function outboxRate(
  { folder, broker, env, ingestPort }: BenchServers,
  count: number,
  signal: AbortSignal,
): Promise<number> {
  await using _ingest = await startIngest(env, ingestPort);
  const log = consoleLog("bench");
  const store = await openStore(folder, "bench", log);
  try {
    const id = deviceName(9999);
    const outbox = await Outbox.open(id, {
      kv: store.kv,
      writer: store.writer,
      limit: LIMIT,
      atHand: PAYLOADS,
      settle: { window: WINDOW, gapGrace: 5000, probeAfter: 30_000, random: Math.random },
    });
    const device = {
      id,
      broker: { url: broker.url },
      outbox,
      sensor: () => ({ sample: () => figures(1) }),
      interval: 1000,
      first: 0,
      connectAfter: 0,
      legacyTopic: false,
      inFlight: PAYLOADS,
    };
    return await measureFullSpeed(device, { count, figures: figures(1), log, signal });
  } finally {
    await store.close();
  }
}
