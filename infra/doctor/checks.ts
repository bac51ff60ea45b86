/** Everything that the doctor looks at, in the order of the data's way. */
import postgres from "postgres";
import type { Environment } from "../../devices/lib/env.ts";
import { httpUrl } from "../demo/parts.ts";
import { withoutLogin } from "../local/address.ts";
import { DATA, shown } from "../local/folders.ts";
import { probeBroker, probeQuestDb } from "../local/probe.ts";
import { checkBroker } from "./broker.ts";
import { checkDashboard } from "./dashboard.ts";
import type { DoctorConfig } from "./config.ts";
import { checkClock, checkSettings, checkTables, checkVersion } from "./database.ts";
import { checkQueue } from "./emqx.ts";
import type { Finding } from "./finding.ts";
import { checkDisk, checkTools } from "./machine.ts";
import type { Check } from "./run_checks.ts";
import { checkIngest, checkPostgres, wrongAnswer } from "./services.ts";
import { querying } from "./sql.ts";

/** The checks for these settings. */
export function checks(config: DoctorConfig, env: Environment): Check[] {
  const { infra, ingest, outboxDir, dashboard, emqxApi } = config;
  return [
    { name: "tools", run: () => checkTools(env) },
    { name: "disk", run: () => checkDisk(shown(DATA)) },
    { name: "disk", run: () => checkDisk(outboxDir) },
    { name: "broker", run: () => brokerFindings(config) },
    { name: "broker queue", run: () => checkQueue(emqxApi, ingest.clientId) },
    { name: "ingest", run: () => checkIngest(httpUrl(ingest, "/health")) },
    { name: "database", run: () => databaseFindings(config) },
    { name: "database for reading", run: () => checkPostgres(infra.database.pgUrl, selectOne) },
    { name: "dashboard", run: () => checkDashboard(httpUrl(dashboard, "")) },
  ];
}

async function brokerFindings({ infra, ingest }: DoctorConfig): Promise<Finding> {
  const { broker } = infra;
  const wrong = wrongAnswer("broker", "MQTT_URL", broker.url, await probeBroker(broker));
  return wrong ?? await checkBroker(ingest);
}

async function databaseFindings({ infra, ingest }: DoctorConfig): Promise<Finding[]> {
  const { database } = infra;
  const wrong = wrongAnswer("database", "QUESTDB_URL", database.url, await probeQuestDb(database));
  if (wrong) return [wrong];
  const query = querying(database);
  return (await Promise.all([
    checkVersion(query, withoutLogin(database.url)),
    checkSettings(query),
    checkTables(query),
    checkClock(query, ingest.clockSkewLimit),
  ])).flat();
}

async function selectOne(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, fetch_types: false });
  try {
    await sql`SELECT 1`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
