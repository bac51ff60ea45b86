/**
 * A row as a line of QuestDB's line protocol, version 1: `table,symbol=a number=1.5,text="b" 17t`.
 * Timestamps are in microseconds, which the suffix `t` says.
 */
import type { ColumnType, Row, Table } from "../decode/row.ts";
import type { Bytes } from "../bytes.ts";

/** What the lines of a table have in common. */
interface Frame {
  /** What stands before a value: its name. */
  readonly before: readonly string[];
  /** What stands after it: its type. */
  readonly after: readonly string[];
  /** Whether it is a text, which is quoted. */
  readonly quoted: readonly boolean[];
  /** How many of the columns are symbols; they come first. */
  readonly symbols: number;
}

const SUFFIXES: Readonly<Record<ColumnType, string>> = {
  symbol: "",
  double: "",
  long: "i",
  timestamp: "t",
  boolean: "",
  varchar: '"',
};
const SPECIAL = /[ ,=\n\r\\]/;
const EVERY_SPECIAL = /[ ,=\n\r\\]/g;
/** What would end a quoted text or its line: quotes alone don't keep a line feed in. */
const EVERY_QUOTED_SPECIAL = /["\n\r\\]/g;

const frames = new WeakMap<Table, Frame>();

/** Writes the line of a row, its line feed included. Numbers must be finite, texts free of NUL. */
export function writeRow({ table, ts, values }: Row, out: Bytes): void {
  const { before, after, quoted, symbols } = frames.get(table) ?? makeFrame(table);
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
    out.write(quoted[i] ? escapeQuoted(String(value)) : String(value));
    out.write(after[i]);
    separator = ",";
  }
  out.write(` ${ts}t\n`);
}

function makeFrame(table: Table): Frame {
  const types = table.columns.map(({ type }) => type);
  const frame = {
    before: table.columns.map(({ name, type }) => prefix(name, type)),
    after: types.map((type) => SUFFIXES[type]),
    quoted: types.map((type) => type === "varchar"),
    symbols: types.filter((type) => type === "symbol").length,
  };
  frames.set(table, frame);
  return frame;
}

function prefix(name: string, type: ColumnType): string {
  if (type === "symbol") return `,${name}=`;
  return type === "varchar" ? `${name}="` : `${name}=`;
}

/** A backslash before what would end a symbol, line feeds included. */
function escape(symbol: string): string {
  return SPECIAL.test(symbol) ? symbol.replace(EVERY_SPECIAL, "\\$&") : symbol;
}

function escapeQuoted(text: string): string {
  return text.replace(EVERY_QUOTED_SPECIAL, "\\$&");
}
