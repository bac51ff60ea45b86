/** One address of the database, over PGwire. */
import postgres from "postgres";

/** A value as queries give it: numbers for LONG and DOUBLE, ms since 1970 for TIMESTAMP. */
export type Cell = string | number | boolean | null;

/** Connections to one address; opened when first needed, and again after a fault. */
export interface Link {
  /** The address without user and password, for messages. */
  readonly address: string;
  query(sql: string, parameters: readonly string[]): Promise<Cell[][]>;
  /** Drops all connections; the next query opens new ones. */
  reset(): void;
}

/** How a link is made. */
export interface LinkOptions {
  /** Most connections. */
  readonly connections: number;
  /** The database gives a query up after this many ms. */
  readonly timeout: number;
}

/** A statement that the database refused or gave up; not a fault of the connection. */
export class StatementError extends Error {
  override name = "StatementError";
}

const BIGINT = 20;
const DATES = [1082, 1114, 1184];

/** Describes the connections; opens none yet. */
export function postgresLink(url: string, { connections, timeout }: LinkOptions): Link {
  const open = () =>
    postgres(url, {
      max: connections,
      fetch_types: false,
      connect_timeout: 3,
      idle_timeout: 600,
      backoff: () => 0.2,
      connection: { TimeZone: "UTC", options: `-c statement_timeout=${timeout}` } as never,
      types: {
        bigint: { to: BIGINT, from: [BIGINT], parse: Number, serialize: String },
        date: { to: 1114, from: DATES, parse: parseTimestamp, serialize: String },
      },
    });
  let sql: ReturnType<typeof open> | undefined;
  return {
    address: new URL(url).host,
    async query(text, parameters) {
      sql ??= open();
      try {
        return await sql.unsafe(text, [...parameters], { prepare: true }).values() as Cell[][];
      } catch (error) {
        throw error instanceof postgres.PostgresError ? new StatementError(error.message) : error;
      }
    },
    reset() {
      sql?.end({ timeout: 0 }).catch(() => {});
      sql = undefined;
    },
  };
}

/** `2026-11-20 14:30:00.123456`, UTC, to ms with decimals. */
export function parseTimestamp(text: string): number {
  const ms = Date.parse(`${text.slice(0, 10)}T${text.slice(11, 23)}Z`);
  return ms + Number(text.slice(23, 26)) / 1000;
}

/** A moment in ms since 1970 as a parameter: cast it with `$n::timestamp`. */
export function timestamp(ms: number): string {
  return String(Math.round(ms * 1000));
}
