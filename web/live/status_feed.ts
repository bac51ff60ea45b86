/** From new statuses to events: whose connection changed. */
import type { Millis } from "../data/range.ts";
import type { DeviceStatus } from "../data/statuses.ts";
import { statusColumns } from "./columns.ts";
import type { FleetEntry, FleetState } from "./fleet_state.ts";
import type { Hub } from "./hub.ts";
import type { LiveSource } from "./source.ts";

/** What the feed needs from outside. */
export interface StatusFeedDeps {
  readonly source: Pick<LiveSource, "newStatuses">;
  readonly state: FleetState;
  readonly hub: Hub;
  readonly now: () => Millis;
}

/** Follows what devices say of their connections. */
export class StatusFeed {
  #receivedSince = 0;

  constructor(private readonly deps: StatusFeedDeps) {}

  /** Begins anew after everything was loaded. */
  restart(statuses: readonly DeviceStatus[]): void {
    this.#receivedSince = statuses.reduce(
      (most, { received }) => Math.max(most, received),
      this.#receivedSince,
    );
  }

  /** Reads what was received since the last look and tells who listens. */
  async follow(): Promise<void> {
    const statuses = await this.deps.source.newStatuses(this.#receivedSince);
    this.restart(statuses);
    const before = this.deps.state.size;
    const changed = new Set(statuses.flatMap((status) => this.deps.state.addStatus(status) ?? []));
    if (changed.size > 0) this.#tell([...changed], before);
  }

  #tell(changed: readonly FleetEntry[], before: number): void {
    const { state, hub } = this.deps;
    const now = this.deps.now();
    const added = state.entries.slice(before).map(({ id }) => id);
    const columns = statusColumns(changed);
    hub.publish({ kind: "fleet" }, "status", { now, ...added.length > 0 && { added }, ...columns });
    for (const entry of changed) {
      const own = statusColumns([{ ...entry, index: 0 }]);
      hub.publish({ kind: "device", device: entry.id }, "status", { now, ...own });
    }
  }
}
