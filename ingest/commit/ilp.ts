/**
 * A row as a line of QuestDB's line protocol: `table,symbol=a number==…,whole=2i,text="b" 17t`.
 * Doubles are binary, as version 2 has them (`=`, the type, eight bytes): as text they would cost
 * both sides more than everything else in a line. Timestamps are in microseconds, which the suffix
 * `t` says. https://questdb.com/docs/ingestion/ilp/overview/
 */
import type { Column, ColumnType, Row, Table, Value } from "../decode/row.ts";
import type { Bytes } from "../bytes.ts";

/** What stands before the bytes of a double: an equals sign of its own, and the type. */
const DOUBLE = "=\x10";

/** What the lines of a table have in common, encoded once. */
interface Frame {
  readonly table: Uint8Array;
  /** What stands before a value: its name. */
  readonly before: readonly Uint8Array[];
  readonly types: readonly ColumnType[];
  /** How many of the columns are symbols; they come first. */
  readonly symbols: number;
}

const SUFFIXES: Readonly<Record<Exclude<ColumnType, "double">, string>> = {
  symbol: "",
  long: "i",
  timestamp: "t",
  boolean: "",
  varchar: '"',
};
const SPECIAL = /[ ,=\n\r\\]/;
const EVERY_SPECIAL = /[ ,=\n\r\\]/g;
/** What would end a quoted text or its line: quotes alone don't keep a line feed in. */
const EVERY_QUOTED_SPECIAL = /["\n\r\\]/g;

const encoder = new TextEncoder();
const frames = new WeakMap<Table, Frame>();

/** Writes the line of a row, its line feed included. Numbers must be finite, texts free of NUL. */
export function writeRow({ table, ts, values }: Row, out: Bytes): void {
  const frame = frames.get(table) ?? makeFrame(table);
  const { before, types, symbols } = frame;
  out.append(frame.table);
  for (let i = 0; i < symbols; i++) {
    const value = values[i];
    if (value === null) continue;
    out.append(before[i]);
    out.write(escape(String(value)));
  }
  let separator = " ";
  for (let i = symbols; i < values.length; i++) {
    const value = values[i];
    if (value === null) continue;
    out.write(separator);
    out.append(before[i]);
    writeField(value, types[i], out);
    separator = ",";
  }
  out.write(" ");
  out.writeNumber(ts);
  out.write("t\n");
}

function writeField(value: NonNullable<Value>, type: ColumnType, out: Bytes): void {
  if (type === "double") return out.writeDouble(value as number);
  if (type === "varchar") out.write(escapeQuoted(String(value)));
  else if (typeof value === "number") out.writeNumber(value);
  else out.write(String(value));
  out.write(SUFFIXES[type]);
}

function makeFrame(table: Table): Frame {
  const types = table.columns.map(({ type }) => type);
  const symbols = types.filter((type) => type === "symbol").length;
  const before = table.columns.map((column) => encoder.encode(prefix(column)));
  const frame = { table: encoder.encode(table.name), before, types, symbols };
  frames.set(table, frame);
  return frame;
}

function prefix({ name, type }: Column): string {
  if (type === "symbol") return `,${name}=`;
  if (type === "double") return `${name}=${DOUBLE}`;
  return type === "varchar" ? `${name}="` : `${name}=`;
}

/** A backslash before what would end a symbol, line feeds included. */
function escape(symbol: string): string {
  return SPECIAL.test(symbol) ? symbol.replace(EVERY_SPECIAL, "\\$&") : symbol;
}

function escapeQuoted(text: string): string {
  return text.replace(EVERY_QUOTED_SPECIAL, "\\$&");
}
