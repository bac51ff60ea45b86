/** What a broker keeps of earlier tests' devices and ingests, removed. */
import mqtt from "mqtt";
import { delay } from "../../devices/lib/backoff.ts";

/** The ingest's name at the broker, which keeps a session for it. */
const INGEST = "ledgerline-ingest";
/** What devices say of themselves, and the broker repeats to whoever comes later. */
const RETAINED = ["status/+", "account/+"];
/** A broker says all that it has retained at once: who hears nothing for so long has heard it. */
const QUIET = 150; // ms

/** Ends the ingest's session and removes what was retained. */
export async function forget(brokerUrl: string): Promise<void> {
  const client = await mqtt.connectAsync(brokerUrl, { clientId: INGEST, clean: true });
  let heard = performance.now();
  const removals: Promise<unknown>[] = [];
  client.on("message", (topic, payload) => {
    heard = performance.now();
    if (payload.length > 0) removals.push(client.publishAsync(topic, "", { qos: 1, retain: true }));
  });
  await client.subscribeAsync(RETAINED, { qos: 1 });
  while (performance.now() < heard + QUIET) await delay(QUIET / 3);
  await Promise.all(removals);
  await client.unsubscribeAsync(RETAINED);
  await client.endAsync();
}
