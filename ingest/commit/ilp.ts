/**
 * A row as a line of QuestDB's line protocol: `table,symbol=a number==…,whole=2i 17t`. Doubles are
 * binary, as version 2 has them (`=`, the type, eight bytes): as text they would cost both sides more
 * than everything else in a line. Timestamps are in microseconds, which the suffix `t` says.
 * https://questdb.com/docs/ingestion/ilp/overview/
 */
import type { Row, Table } from "../decode/row.ts";
import type { Bytes } from "../bytes.ts";

/** What stands before the bytes of a double: an equals sign of its own, and the type. */
const DOUBLE = "=\x10";

/** What the lines of a table have in common. */
interface Frame {
  /** What stands before a value: its name. */
  readonly before: readonly string[];
  /** What stands after it, or undefined for a double. */
  readonly after: readonly (string | undefined)[];
  /** How many of the columns are symbols; they come first. */
  readonly symbols: number;
}

const SUFFIXES = { symbol: "", double: undefined, long: "i", timestamp: "t" } as const;
const SPECIAL = /[ ,=\n\r\\]/;
const EVERY_SPECIAL = /[ ,=\n\r\\]/g;

const frames = new WeakMap<Table, Frame>();

/** Writes the line of a row, its line feed included. Numbers must be finite. */
export function writeRow({ table, ts, values }: Row, out: Bytes): void {
  const { before, after, symbols } = frames.get(table) ?? makeFrame(table);
  out.write(table.name);
  for (let i = 0; i < symbols; i++) {
    const value = values[i];
    if (value === null) continue;
    out.write(before[i]);
    out.write(escape(String(value)));
  }
  let separator = " ";
  for (let i = symbols; i < values.length; i++) {
    const value = values[i];
    if (value === null) continue;
    out.write(separator);
    out.write(before[i]);
    writeNumber(value as number, after[i], out);
    separator = ",";
  }
  out.write(` ${ts}t\n`);
}

function writeNumber(value: number, suffix: string | undefined, out: Bytes): void {
  if (suffix === undefined) return out.writeDouble(value);
  out.write(String(value));
  out.write(suffix);
}

function makeFrame(table: Table): Frame {
  const types = table.columns.map(({ type }) => type);
  const frame = {
    before: table.columns.map(({ name, type }) =>
      type === "symbol" ? `,${name}=` : type === "double" ? `${name}=${DOUBLE}` : `${name}=`
    ),
    after: types.map((type) => SUFFIXES[type]),
    symbols: types.filter((type) => type === "symbol").length,
  };
  frames.set(table, frame);
  return frame;
}

/** A backslash before what would end a symbol, line feeds included. */
function escape(symbol: string): string {
  return SPECIAL.test(symbol) ? symbol.replace(EVERY_SPECIAL, "\\$&") : symbol;
}
