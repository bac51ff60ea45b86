/** What the doctor sees of the database: settings that risk data, tables that stand still, its clock. */
import type { Finding } from "./finding.ts";
import type { Query } from "./sql.ts";

/** A setting of the database. */
interface Setting {
  readonly path: string;
  /** The value that it should have, or the least. */
  readonly value: string;
  readonly orMore?: boolean;
  readonly risk: string;
}

/** Settings, the value that each should have, and what the wrong one does. */
const SETTINGS: readonly Setting[] = [
  { path: "cairo.commit.mode", value: "sync", risk: "a power failure may take what was stored" },
  {
    path: "cairo.default.sequencer.part.txn.count",
    value: "1000",
    orMore: true,
    risk: "the live view must scan; it counts for tables made afterwards",
  },
  {
    path: "line.auto.create.new.columns",
    value: "false",
    risk: "a stray field changes the schema",
  },
  { path: "line.auto.create.new.tables", value: "false", risk: "a stray row makes a table" },
  {
    path: "cairo.o3.partition.split.min.size",
    value: "1M",
    risk: "the disk writes 50 times what arrives",
  },
  {
    path: "query.timeout", // in ms
    value: "600000",
    orMore: true,
    risk: "closing a large day for the ledger may be stopped before it is done",
  },
  { path: "shared.worker.nap.threshold", value: "100", risk: "idle threads spin" },
];

/** Whether QuestDB runs with the settings that this project relies on. */
export async function checkSettings(query: Query): Promise<Finding[]> {
  const rows = await query("SELECT property_path, value FROM (SHOW PARAMETERS)");
  const values = new Map(rows.map((row) => [row.property_path, String(row.value)]));
  const wrong = SETTINGS.filter((setting) => !suits(setting, values.get(setting.path)));
  if (wrong.length === 0) {
    return [{
      level: "ok",
      what: "database settings",
      value: "commits are synced, transactions keep their times, no automatic columns or tables",
    }];
  }
  return wrong.map(({ path, value, risk }) => ({
    level: "warning",
    what: "database settings",
    value: `${path}=${values.get(path) ?? "(none)"}, so ${risk}`,
    remedy: `set QDB_${path.toUpperCase().replaceAll(".", "_")}=${value} and restart QuestDB`,
  }));
}

function suits({ value, orMore = false }: Setting, actual: string | undefined): boolean {
  return actual === value || orMore && Number(actual) > Number(value);
}

/** More transactions than this are not yet to be seen by queries. */
const LAG = 1000;

/** Whether each table's transactions reach its readers, and each view is kept up. */
export async function checkTables(query: Query): Promise<Finding[]> {
  const tables = await query("SELECT name, suspended, sequencerTxn, writerTxn FROM wal_tables()");
  const views = await query(
    "SELECT view_name, view_status, invalidation_reason FROM materialized_views() " +
      "WHERE view_status = 'invalid'",
  );
  const findings = [...tables.flatMap(tableFindings), ...views.map(viewFinding)];
  if (findings.length > 0) return findings;
  return [{ level: "ok", what: "database tables", value: `${tables.length}, none behind` }];
}

function tableFindings({ name, suspended, ...txn }: Record<string, unknown>): Finding[] {
  const what = `table ${name}`;
  if (suspended === true) {
    return [{
      level: "fault",
      what,
      value: "suspended: rows are taken in and not shown",
      remedy: `see QuestDB's log for why, then ALTER TABLE '${name}' RESUME WAL`,
    }];
  }
  const behind = Number(txn.sequencerTxn) - Number(txn.writerTxn);
  if (behind <= LAG) return [];
  return [{
    level: "warning",
    what,
    value: `${behind} transactions are stored and not yet shown`,
    remedy: "wait; if it grows, the disk or the processor is too slow",
  }];
}

function viewFinding(row: Record<string, unknown>): Finding {
  return {
    level: "warning",
    what: `view ${row.view_name}`,
    value: `no longer kept up (${row.invalidation_reason})`,
    remedy: `REFRESH MATERIALIZED VIEW '${row.view_name}' FULL`,
  };
}

/** More than this is no accident of measuring. */
const APART = 1000; // ms

/**
 * How far the database's clock is from ours. Readings that lie further ahead than `limit` ms are
 * refused, and rows expire by the database's clock.
 */
export async function checkClock(
  query: Query,
  limit: number,
  now: () => number = Date.now,
): Promise<Finding> {
  const before = now();
  const [row] = await query("SELECT systimestamp() t");
  const ours = (before + now()) / 2;
  const apart = Date.parse(String(row.t)) - ours;
  const level = Math.abs(apart) > limit ? "fault" : Math.abs(apart) > APART ? "warning" : "ok";
  return {
    level,
    what: "database clock",
    value: `${(apart / 1000).toFixed(3)} s from this machine's`,
    remedy: level === "ok" ? undefined : "let both keep time by NTP",
  };
}

const OLDEST = "9.3.4"; // no older one has been tried
const { compare } = new Intl.Collator("en", { numeric: true });

/** The version that answers. */
export async function checkVersion(query: Query, url: string): Promise<Finding> {
  const [row] = await query("SELECT build() b");
  const version = /QuestDB ([\d.]+)/.exec(String(row.b))?.[1];
  const isOld = version !== undefined && compare(version, OLDEST) < 0;
  return {
    level: isOld ? "warning" : "ok",
    what: "database",
    value: `${version === undefined ? row.b : `QuestDB ${version}`} answers at ${url}`,
    remedy: isOld ? `update it to ${OLDEST} or later` : undefined,
  };
}
