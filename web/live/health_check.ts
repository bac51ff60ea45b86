/** The health of every part, asked at most every few seconds whoever wants to know. */
import type { Queries } from "../data/database.ts";
import { databasePart, settingsPart, tablesPart } from "../data/health_database.ts";
import { diskPart, type DiskSpace } from "../data/health_disk.ts";
import { type AskIngest, ingestParts } from "../data/health_ingest.ts";
import {
  type Health,
  type Part,
  type PartName,
  PARTS,
  type Standing,
} from "../data/health_types.ts";
import type { PartsBoard } from "./parts_board.ts";

/** What the check needs from outside. */
export interface HealthDeps {
  readonly db: Queries;
  /** Where the database answered last. */
  readonly address: () => string;
  readonly askIngest: AskIngest;
  readonly ingestUrl: string;
  /** Room on the database's disk, if it is this machine's. */
  readonly disk: () => Promise<DiskSpace | undefined>;
  readonly board: PartsBoard;
  /** What this server says of itself. */
  readonly web: () => Part;
  readonly now: () => number;
}

/** An answer is good for so long. */
const GOOD_FOR = 2000; // ms

/** Asks every part and remembers since when it is as it is. */
export class HealthCheck {
  #last: { readonly at: number; readonly health: Promise<Health> } | undefined;

  constructor(private readonly deps: HealthDeps) {}

  /** Never rejects: a part that can't be asked is down. */
  check(): Promise<Health> {
    const now = this.deps.now();
    if (this.#last === undefined || now - this.#last.at > GOOD_FOR) {
      this.#last = { at: now, health: this.#ask() };
    }
    return this.#last.health;
  }

  async #ask(): Promise<Health> {
    const { db, address, askIngest, ingestUrl, disk, board, web, now } = this.deps;
    const [database, ingest, tables, settings, room] = await Promise.all([
      databasePart(db, address).catch(asDown),
      ingestParts(askIngest, ingestUrl),
      tablesPart(db).catch(unknown),
      settingsPart(db).catch(unknown),
      disk().then((space) => diskPart(db, space)).catch(unknown),
    ]);
    const live = board.part("live") ?? { status: "ok", detail: "Nobody looks: it is asleep" };
    const found = { database, ...ingest, live, tables, settings, disk: room, web: web() };
    for (const name of PARTS) board.set(name, found[name]);
    const parts = Object.fromEntries(PARTS.map((name) => [name, this.#dated(name, found[name])]));
    return { status: overall(found), now: now(), parts: parts as Health["parts"] };
  }

  #dated(name: PartName, part: Part): Part {
    const since = this.deps.board.since(name);
    return since === undefined ? part : { ...part, since: new Date(since).toISOString() };
  }
}

function asDown(error: Error): Part {
  const remedy = "Start QuestDB, or set QUESTDB_PG_URL; deno task doctor looks closer";
  return { status: "down", detail: error.message, remedy };
}

/** What only the database can tell is not known while it does not answer. */
function unknown(): Part {
  return {
    status: "degraded",
    detail: "Unknown while the database does not answer",
    remedy: "Bring the database back",
  };
}

/** Without the database there is nothing to show; with any other fault there is something. */
function overall(parts: Readonly<Record<PartName, Part>>): Standing {
  if (parts.database.status === "down" || parts.tables.status === "down") return "down";
  return Object.values(parts).every(({ status }) => status === "ok") ? "ok" : "degraded";
}
