import { assertEquals, assertStringIncludes } from "@std/assert";
import type { Cell } from "../data/postgres.ts";
import { FakeQueries } from "../data/testing/fake_queries.ts";
import { Unavailable } from "../data/unavailable.ts";
import { HealthCheck } from "./health_check.ts";
import { PartsBoard } from "./parts_board.ts";

const BUILD = "Build Information: QuestDB 9.3.4, JDK 17.0.15, Commit Hash 9ea3";
const TABLES: Cell[][] = [
  ...["device_data", "device_status", "device_account", "dead_letters"],
  ...["device_minutes", "device_hours", "ledger_blocks", "ledger_accounts"],
].map((name) => [name, false, 0, 10, 3]);
const SETTINGS: Cell[][] = [
  ["cairo.commit.mode", "sync"],
  ["line.auto.create.new.columns", "false"],
  ["line.auto.create.new.tables", "false"],
];
const WELL = {
  health_build: [[BUILD]],
  health_tables: TABLES,
  health_views: [["device_minutes", "valid"], ["device_hours", "valid"]],
  health_settings: SETTINGS,
  health_disk: [["device_data", 2e9]],
};
const INGEST = {
  status: "ok",
  parts: {
    migrations: { status: "ok", detail: "applied" },
    broker: { status: "ok", detail: "subscribed" },
    database: { status: "ok", detail: "stores rows" },
  },
};

function setUp(
  answers: Record<string, Cell[][] | Error> = WELL,
  ingest: () => Promise<Response> = () => Promise.resolve(Response.json(INGEST)),
  free = 50e9,
) {
  const clock = { now: 1000 };
  const db = new FakeQueries(answers);
  const changes: string[] = [];
  const board = new PartsBoard(() => clock.now, () => changes.push("changed"));
  const check = new HealthCheck({
    db,
    address: () => "127.0.0.1:8812",
    askIngest: ingest,
    ingestUrl: "http://127.0.0.1:8001/health",
    disk: () => Promise.resolve({ free, total: 100e9 }),
    board,
    web: () => ({ status: "ok", detail: "1 open stream" }),
    now: () => clock.now,
  });
  return { check, db, clock, changes };
}

Deno.test("HealthCheck.check() is ok when every part is", async () => {
  const { status, parts } = await setUp().check.check();
  assertEquals(status, "ok");
  assertEquals(parts.database.facts!.version, "9.3.4");
  assertEquals(parts.broker.detail, "The ingest is subscribed");
  assertEquals(parts.tables.facts!["dead_letters rows"], 10);
  assertEquals(parts.tables.facts!["device_data rows replaced"], 3);
  assertEquals(parts.disk.detail, "The tables take 2.0 GB, 50.0 GB are free");
  assertEquals(parts.database.since, new Date(1000).toISOString());
});

Deno.test("HealthCheck.check() is down without the database, and says what to do", async () => {
  const down = new Unavailable("The database does not answer (127.0.0.1:8812: refused)");
  const answers = Object.fromEntries(Object.keys(WELL).map((name) => [name, down]));
  const { status, parts } = await setUp(answers).check.check();
  assertEquals([status, parts.database.status], ["down", "down"]);
  assertEquals([parts.tables.status, parts.settings.status], ["degraded", "degraded"]);
  assertStringIncludes(parts.database.remedy!, "Start QuestDB");
});

Deno.test("HealthCheck.check() is degraded without the ingest: what is stored can be seen", async () => {
  const refused = () => Promise.reject(new TypeError("connection refused"));
  const { status, parts } = await setUp(WELL, refused).check.check();
  assertEquals([status, parts.ingest.status, parts.broker.status], [
    "degraded",
    "down",
    "degraded",
  ]);
  assertEquals(parts.ingest.detail, "Nothing answers at http://127.0.0.1:8001/health");
});

Deno.test("HealthCheck.check() passes on what the ingest says of itself and of the broker", async () => {
  const broken = {
    status: "down",
    parts: { ...INGEST.parts, broker: { status: "down", detail: "not subscribed" } },
  };
  const ask = () => Promise.resolve(Response.json(broken, { status: 503 }));
  const { parts } = await setUp(WELL, ask).check.check();
  assertEquals([parts.ingest.status, parts.broker.status], ["ok", "down"]);
  assertEquals(parts.broker.detail, "The ingest is not subscribed");
});

Deno.test("HealthCheck.check() finds what puts data at risk", async () => {
  const found = async (answers: Partial<typeof WELL>) =>
    (await setUp({ ...WELL, ...answers }).check.check()).parts;
  const nosync = await found({
    health_settings: [["cairo.commit.mode", "nosync"], ...SETTINGS.slice(1)],
  });
  assertEquals(nosync.settings.status, "degraded");
  assertEquals(nosync.settings.remedy, "Start QuestDB with QDB_CAIRO_COMMIT_MODE=sync");

  const [first, ...others] = TABLES;
  const suspended = await found({ health_tables: [[first[0], true, 5, 10], ...others] });
  assertEquals(suspended.tables.status, "down");
  assertStringIncludes(suspended.tables.remedy!, "ALTER TABLE device_data RESUME WAL");

  const behind = await found({ health_tables: [[first[0], false, 500, 10], ...others] });
  assertEquals(behind.tables.detail, "Behind: device_data by 500 transactions");

  const invalid = await found({ health_views: [["device_minutes", "invalid"]] });
  assertStringIncludes(invalid.tables.remedy!, "REFRESH MATERIALIZED VIEW device_minutes FULL");

  const missing = await found({ health_tables: others });
  assertEquals(missing.tables.detail, "Not there: device_data");
});

Deno.test("HealthCheck.check() warns before the disk is full", async () => {
  const { parts } = await setUp(WELL, undefined, 3e9).check.check();
  assertEquals(parts.disk.status, "degraded");
});

Deno.test("HealthCheck.check() asks once for all who want to know, and tells changes", async () => {
  const { check, db, clock, changes } = setUp();
  await Promise.all([check.check(), check.check()]);
  await check.check();
  assertEquals(db.names.filter((name) => name === "health_build").length, 1);
  const before = changes.length;
  clock.now += 3000;
  await check.check();
  assertEquals(db.names.filter((name) => name === "health_build").length, 2);
  assertEquals(changes.length, before);
});
