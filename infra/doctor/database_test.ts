import { assertEquals, assertStringIncludes } from "@std/assert";
import { checkClock, checkSettings, checkTables, checkVersion } from "./database.ts";
import { type Query, querying } from "./sql.ts";

const GOOD = {
  "cairo.commit.mode": "sync",
  "cairo.default.sequencer.part.txn.count": "1000",
  "line.auto.create.new.columns": "false",
  "line.auto.create.new.tables": "false",
  "cairo.o3.partition.split.min.size": "1M",
  "query.timeout": "600000",
  "shared.worker.nap.threshold": "100",
};

function parameters(values: Record<string, string>): Query {
  const rows = Object.entries(values).map(([property_path, value]) => ({ property_path, value }));
  return () => Promise.resolve(rows);
}

Deno.test("checkSettings() is content with the settings of compose.yaml", async () => {
  const [finding, ...others] = await checkSettings(parameters(GOOD));
  assertEquals([finding.level, others.length], ["ok", 0]);
});

Deno.test("checkSettings() names each wrong setting and the variable that mends it", async () => {
  const findings = await checkSettings(
    parameters({ ...GOOD, "cairo.commit.mode": "nosync", "line.auto.create.new.tables": "true" }),
  );
  assertEquals(findings.map(({ level }) => level), ["warning", "warning"]);
  assertStringIncludes(findings[0].value, "cairo.commit.mode=nosync");
  assertStringIncludes(findings[0].remedy!, "QDB_CAIRO_COMMIT_MODE=sync");
  assertStringIncludes(findings[1].remedy!, "QDB_LINE_AUTO_CREATE_NEW_TABLES=false");
});

Deno.test("checkSettings() lets the database have more patience, and not less", async () => {
  const level = async (timeout: string) => {
    const [finding] = await checkSettings(parameters({ ...GOOD, "query.timeout": timeout }));
    return finding.level;
  };
  assertEquals([await level("900000"), await level("60000")], ["ok", "warning"]);
});

Deno.test("checkVersion() warns of one that is too old", async () => {
  const level = async (version: string) => {
    const answer = [{ b: `Build Information: QuestDB ${version}, JDK 17` }];
    return (await checkVersion(() => Promise.resolve(answer), "http://db:9000")).level;
  };
  assertEquals([await level("9.3.3"), await level("9.3.4"), await level("10.0")], [
    "warning",
    "ok",
    "ok",
  ]);
});

function tables(
  rows: Record<string, unknown>[],
  views: Record<string, unknown>[] = [],
): Query {
  return (sql) => Promise.resolve(sql.includes("wal_tables()") ? rows : views);
}

const TABLE = { name: "device_data", suspended: false, sequencerTxn: 10, writerTxn: 10 };

Deno.test("checkTables() finds tables that stand still or lag", async () => {
  const [well] = await checkTables(tables([TABLE]));
  assertEquals(well.level, "ok");
  const [suspended] = await checkTables(tables([{ ...TABLE, suspended: true }]));
  assertEquals(suspended.level, "fault");
  assertStringIncludes(suspended.remedy!, "ALTER TABLE 'device_data' RESUME WAL");
  const [behind] = await checkTables(tables([{ ...TABLE, sequencerTxn: 5010 }]));
  assertEquals(behind.level, "warning");
  assertStringIncludes(behind.value, "5000 transactions");
});

Deno.test("checkTables() finds views that are no longer kept up", async () => {
  const view = { view_name: "device_hours", view_status: "invalid", invalidation_reason: "drop" };
  const [finding] = await checkTables(tables([TABLE], [view]));
  assertEquals([finding.level, finding.what], ["warning", "view device_hours"]);
});

Deno.test("checkClock() measures from the middle of the question", async () => {
  const levelAt = async (database: number) => {
    const times = [10_000, 10_400];
    const query = () => Promise.resolve([{ t: new Date(database).toISOString() }]);
    return await checkClock(query, 60_000, () => times.shift()!);
  };
  assertEquals((await levelAt(10_300)).value, "0.100 s from this machine's");
  assertEquals((await levelAt(10_300)).level, "ok");
  assertEquals((await levelAt(5_000)).level, "warning");
  assertEquals((await levelAt(100_000)).level, "fault");
});

Deno.test("querying() gives rows by name and QuestDB's own words", async () => {
  const answers = [
    Response.json({ columns: [{ name: "a" }, { name: "b" }], dataset: [[1, "x"]] }),
    Response.json({ error: "table does not exist" }, { status: 400 }),
  ];
  const asked: string[] = [];
  const fetcher = (url: URL | Request | string) => {
    asked.push(String(url));
    return Promise.resolve(answers.shift()!);
  };
  const query = querying({ url: "http://h:9000", pgUrl: "" }, fetcher);
  assertEquals(await query("SELECT 1"), [{ a: 1, b: "x" }]);
  assertEquals(asked, ["http://h:9000/exec?query=SELECT+1"]);
  const error = await query("SELECT").catch((error) => error);
  assertStringIncludes(error.message, "table does not exist");
});
