/** A process of devices as a part: whenever it ends, the ledger reads the outbox that it left. */
import { join } from "node:path";
import { statusOf } from "../rig/fleet.ts";
import type { Ledger } from "../rig/ledger.ts";
import type { Running } from "../rig/programs.ts";
import type { Settings } from "../rig/settings.ts";
import { ProgramPart } from "./program_part.ts";

/** Which devices, and with what. */
export interface DevicesSpec {
  readonly name: string;
  /** Of one device: its id. */
  readonly id?: string;
  readonly settings: Settings;
}

/** A process of devices. */
export class DevicesPart extends ProgramPart {
  constructor(
    { name, id, settings }: DevicesSpec,
    { outboxes, ledger }: { outboxes: string; ledger: Ledger },
  ) {
    super({
      name,
      program: id === undefined ? "devices" : "device",
      args: [...id === undefined ? [] : [id], "--status-every", "0.5"],
      settings,
      async ended() {
        const file = id ?? "fleet";
        if (await exists(join(outboxes, `${file}.kv`))) await ledger.read(outboxes, file);
      },
    });
  }

  /** Readings in the outbox that are not said to be stored, when that was last heard of. */
  get waiting(): number {
    return this.runs.map((run) => statusOf(run)).findLast((status) => status)?.waiting ?? 0;
  }

  /** What all processes together counted as given up, each by its last word. */
  get evicted(): number {
    const count = (run: Running) => statusOf(run)?.evicted ?? 0;
    return this.runs.reduce((sum, run) => sum + count(run), 0);
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await Deno.stat(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
