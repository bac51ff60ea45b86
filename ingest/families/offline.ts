/** Which devices are offline by what is stored. */
import type { Exec } from "../migrate/migrate.ts";
import { DEVICE_STATUS } from "../tables.ts";

/** The devices whose newest status, by receive time, is offline. */
export async function readOffline(exec: Exec): Promise<Set<string>> {
  const rows = await exec(
    `SELECT device_id FROM (SELECT device_id, max(collector_receive_time) AS newest, ` +
      `max(CASE WHEN status = 'offline' THEN collector_receive_time END) AS offline ` +
      `FROM ${DEVICE_STATUS}) WHERE offline = newest`,
  );
  return new Set(rows.map(({ device_id }) => String(device_id)));
}
