/** What the ingest subscribes to. */
import type { Connection } from "../../devices/lib/mqtt.ts";
import type { Family } from "../families/family.ts";

/** The families' topic filters; those of a group are shared, but for retained messages. */
export function filtersOf(families: readonly Family[], group: string | undefined): string[] {
  return families.flatMap(({ filters, retained }) =>
    filters.map((filter) => group && !retained ? `$share/${group}/${filter}` : filter)
  );
}

/** The filters of retained messages, which are asked for again when some of them were passed over. */
export function retainedFiltersOf(families: readonly Family[]): string[] {
  return families.flatMap(({ filters, retained }) => retained ? filters : []);
}

/**
 * Subscribes with QoS 1. Under MQTT 5 always, so that a session from before an update has every
 * filter; retained messages come only with a new subscription. Under 3.1.1 they would come each
 * time, so there only if the broker has no session.
 *
 * @throws {Error} if the broker refuses.
 */
export async function subscribe(
  { client, version, sessionPresent }: Connection,
  filters: readonly string[],
): Promise<void> {
  if (version === 4 && sessionPresent) return;
  await client.subscribeAsync([...filters], { qos: 1, rh: 1 });
}

/**
 * Has the broker deliver once more what it retains.
 *
 * @throws {Error} if it refuses.
 */
export async function askAgain(
  { client }: Pick<Connection, "client">,
  filters: readonly string[],
): Promise<void> {
  await client.subscribeAsync([...filters], { qos: 1, rh: 0 });
}
