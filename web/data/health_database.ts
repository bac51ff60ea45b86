/** How the database is: what it says of itself, in a few cheap queries. */
import {
  DEAD_LETTERS,
  DEVICE_ACCOUNT,
  DEVICE_DATA,
  DEVICE_HOURS,
  DEVICE_MINUTES,
  DEVICE_STATUS,
  LEDGER_ACCOUNTS,
  LEDGER_BLOCKS,
} from "../../ingest/tables.ts";
import type { Queries } from "./database.ts";
import type { Part } from "./health_types.ts";
import type { Cell } from "./postgres.ts";

/** That it answers, how fast, and which version it is. @throws {Unavailable} */
export async function databasePart(db: Queries, address: () => string): Promise<Part> {
  const started = performance.now();
  const [[build]] = await db.rows("health_build", "SELECT build()");
  const answer_ms = Math.round(performance.now() - started);
  const [, version = null] = /QuestDB ([\w.-]+)/.exec(String(build)) ?? [];
  const [, java = null] = /JDK ([\w.-]+)/.exec(String(build)) ?? [];
  return {
    status: "ok",
    detail: `QuestDB ${version ?? ""} answers at ${address()}`,
    facts: { version, java, address: address(), answer_ms },
  };
}

/** A setting that risks data or liveness when it is otherwise. */
interface Expected {
  readonly path: string;
  readonly isRight: (value: string) => boolean;
  readonly detail: string;
  readonly remedy: string;
}

const EXPECTED: readonly Expected[] = [
  {
    path: "cairo.commit.mode",
    isRight: (value) => value !== "nosync",
    detail: "a power cut can lose readings that were said to be stored",
    remedy: "start QuestDB with QDB_CAIRO_COMMIT_MODE=sync",
  },
  {
    path: "line.auto.create.new.columns",
    isRight: (value) => value === "false",
    detail: "a stray field changes the tables",
    remedy: "start QuestDB with QDB_LINE_AUTO_CREATE_NEW_COLUMNS=false",
  },
  {
    path: "line.auto.create.new.tables",
    isRight: (value) => value === "false",
    detail: "a stray message makes a table",
    remedy: "start QuestDB with QDB_LINE_AUTO_CREATE_NEW_TABLES=false",
  },
];

/** The settings that risk data. */
export async function settingsPart(db: Queries): Promise<Part> {
  const paths = EXPECTED.map(({ path }) => `'${path}'`).join(", ");
  const sql =
    `SELECT property_path, value FROM (SHOW PARAMETERS) WHERE property_path IN (${paths})`;
  const found = new Map(
    (await db.rows("health_settings", sql)).map(([path, value]) => [String(path), String(value)]),
  );
  const wrong = EXPECTED.filter(({ path, isRight }) => !isRight(found.get(path) ?? ""));
  const facts = Object.fromEntries(EXPECTED.map(({ path }) => [path, found.get(path) ?? null]));
  if (wrong.length === 0) return { status: "ok", detail: "No setting puts data at risk", facts };
  const details = wrong.map(({ path, detail }) => `${path} is ${found.get(path)}: ${detail}`);
  return {
    status: "degraded",
    detail: details.join("; "),
    remedy: sentence(wrong.map(({ remedy }) => remedy).join("; ")),
    facts,
  };
}

/** More transactions than this behind, and pages show an old picture. */
const MOST_LAG = 100;

/** The tables and views: there, not suspended, not behind, valid. */
export async function tablesPart(db: Queries): Promise<Part> {
  const tables = await db.rows("health_tables", TABLES_SQL);
  const views = await db.rows("health_views", VIEWS_SQL);
  const fault = suspended(tables) ?? missing(tables) ?? invalid(views) ?? behind(tables);
  const facts = Object.assign({}, ...tables.map(factsOf));
  const fine = "All tables are there, none is suspended or behind";
  return { status: "ok", detail: fine, ...fault, facts };
}

function factsOf([name, , lag, rows, replaced]: readonly Cell[]): Part["facts"] {
  return {
    [`${name} rows`]: Number(rows ?? 0),
    ...Number(lag) > 0 ? { [`${name} transactions behind`]: Number(lag) } : {},
    ...name === DEVICE_DATA ? { [`${name} rows replaced`]: Number(replaced ?? 0) } : {},
  };
}

/** Something is wrong with tables or views. */
type Fault = Pick<Part, "status" | "detail" | "remedy"> | undefined;

function suspended(tables: readonly Cell[][]): Fault {
  const found = names(tables.filter(([, suspended]) => suspended === true));
  if (found.length === 0) return undefined;
  const detail = `Suspended: ${found.join(", ")}; what is written there stays invisible`;
  const remedy = "Look into QuestDB's log for the cause, then run " +
    `ALTER TABLE ${found[0]} RESUME WAL`;
  return { status: "down", detail, remedy };
}

function missing(tables: readonly Cell[][]): Fault {
  const there = names(tables);
  const found = NEEDED.filter((name) => !there.includes(name));
  if (found.length === 0) return undefined;
  const remedy = "Start the ingest, which makes them";
  return { status: "degraded", detail: `Not there: ${found.join(", ")}`, remedy };
}

function invalid(views: readonly Cell[][]): Fault {
  const found = names(views.filter(([, status]) => status === "invalid"));
  if (found.length === 0) return undefined;
  const remedy = `Run REFRESH MATERIALIZED VIEW ${found[0]} FULL`;
  return { status: "degraded", detail: `Not refreshed: ${found.join(", ")}`, remedy };
}

function behind(tables: readonly Cell[][]): Fault {
  const found = tables.filter(([, , lag]) => Number(lag) > MOST_LAG);
  if (found.length === 0) return undefined;
  const detail = `Behind: ${found.map(([name, , lag]) => `${name} by ${lag} transactions`)}`;
  const remedy = "Wait; if it does not shrink, give QuestDB more cores or a faster disk";
  return { status: "degraded", detail, remedy };
}

const TABLES_SQL = "SELECT table_name, table_suspended, wal_txn - table_txn, table_row_count, " +
  "wal_dedup_row_count_since_start FROM tables() WHERE table_name LIKE 'device_%' " +
  "OR table_name LIKE 'pipeline_%' OR table_name LIKE 'ledger_%' " +
  `OR table_name = '${DEAD_LETTERS}' ORDER BY table_name`;
const VIEWS = [DEVICE_MINUTES, DEVICE_HOURS, LEDGER_BLOCKS, LEDGER_ACCOUNTS];
const NEEDED = [DEVICE_DATA, DEVICE_STATUS, DEVICE_ACCOUNT, DEAD_LETTERS, ...VIEWS];
const VIEWS_SQL = "SELECT view_name, view_status FROM materialized_views() " +
  `WHERE view_name IN (${VIEWS.map((name) => `'${name}'`).join(", ")})`;

function names(rows: readonly (readonly unknown[])[]): string[] {
  return rows.map(([name]) => String(name));
}

function sentence(text: string): string {
  return text[0].toUpperCase() + text.slice(1);
}
