/** Leaves a broker of somebody else as it was: no session and no retained message of ours. */
import mqtt from "mqtt";
import { deviceTopic } from "../../devices/wire/topics.ts";

/** Who was there. */
export interface Guests {
  /** Devices, by their ids. */
  readonly devices: readonly string[];
  /** Client ids of ingest processes. */
  readonly workers: readonly string[];
}

/** Ends every session, and removes what the devices have said of themselves. */
export async function leave(url: string, { devices, workers }: Guests): Promise<void> {
  for (const id of workers) await (await connect(url, id, "ingest")).endAsync();
  for (const id of devices) {
    const client = await connect(url, id, id);
    for (const kind of ["status", "account"] as const) {
      await client.publishAsync(deviceTopic(kind, id), "", { qos: 1, retain: true });
    }
    await client.endAsync();
  }
}

/** A clean start ends the session that was, and the end of the connection this one. */
async function connect(url: string, clientId: string, username: string) {
  const options = { clientId, username, clean: true, reconnectPeriod: 0, connectTimeout: 5000 };
  return await mqtt.connectAsync(url, options);
}
