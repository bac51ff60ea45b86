/** Whether the ingest does its work, for people and for what starts and watches it. */

/** How a part does: `degraded` still works, or holds on until it does again. */
export interface Part {
  readonly status: "ok" | "degraded" | "down";
  readonly detail: string;
}

/** What the parts' states are read from. */
export interface HealthSources {
  readonly migrated: () => boolean;
  readonly subscribed: () => boolean;
  /** Whether a commit fails at present. */
  readonly failing: () => boolean;
  /** Messages received and not yet acknowledged. */
  readonly held: () => number;
  /** What the database does not say by itself. */
  readonly watched: () => Record<"tables" | "disk", Part>;
}

/** The parts of the ingest, and of what it stands on. */
type PartName = "migrations" | "broker" | "database" | "tables" | "disk";

/** Whether it is ready, by parts. The whole is as good as its worst part. */
export function health(sources: HealthSources): Record<PartName, Part> {
  const migrated = sources.migrated();
  return {
    migrations: migrated ? ok("applied") : down("waiting for the database"),
    broker: sources.subscribed() ? ok("subscribed") : down("not subscribed"),
    database: !migrated
      ? down("not reached yet")
      : sources.failing()
      ? { status: "degraded", detail: `does not store rows; ${sources.held()} messages are held` }
      : ok("stores rows"),
    ...sources.watched(),
  };
}

function ok(detail: string): Part {
  return { status: "ok", detail };
}

function down(detail: string): Part {
  return { status: "down", detail };
}

/** `/health`: 200 as soon as it is migrated and subscribed, 503 when it isn't. */
export function healthResponse(sources: HealthSources): Response {
  const parts = health(sources);
  const states = Object.values(parts).map(({ status }) => status);
  const status = (["down", "degraded"] as const).find((worst) => states.includes(worst)) ?? "ok";
  return Response.json({ status, parts }, {
    status: status === "down" ? 503 : 200,
    headers: { "cache-control": "no-store" },
  });
}
