/** The shape of `GET /api/health`, which is also what the health page shows. Types only. */
import type { Millis } from "./range.ts";

/** `degraded`: works, but something puts data or liveness at risk. */
export type Standing = "ok" | "degraded" | "down";

/** One part: how it is, since when, in a sentence, and what to do if it is not ok. */
export interface Part {
  readonly status: Standing;
  /** A sentence for people, without a full stop. */
  readonly detail: string;
  /** What to do; only when not ok. */
  readonly remedy?: string;
  /** Since when it has this status (as far as this process knows), ISO 8601. */
  readonly since?: string;
  /** Figures by name, for the page: versions, counts, bytes. */
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
}

/** Names of parts, in the order of the page. */
export const PARTS = [
  "database",
  "ingest",
  "broker",
  "live",
  "tables",
  "settings",
  "disk",
  "web",
] as const;

/** A part's name: the database, the ingest, the broker, this server's live poller, … */
export type PartName = typeof PARTS[number];

/** `GET /api/health`: 200 when ok or degraded, 503 when down. */
export interface Health {
  readonly status: Standing;
  readonly now: Millis;
  readonly parts: Readonly<Record<PartName, Part>>;
}
