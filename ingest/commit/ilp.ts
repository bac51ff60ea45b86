/**
 * A row as a line of QuestDB's line protocol, version 1: `table,symbol=a number=1.5,whole=2i 17t`.
 * Timestamps are in microseconds, which the suffix `t` says.
 */
import type { Row, Table } from "../decode/row.ts";
import type { Bytes } from "../bytes.ts";

/** What the lines of a table have in common. */
interface Frame {
  /** What stands before a value: its name. */
  readonly before: readonly string[];
  /** What stands after it: its type. */
  readonly after: readonly string[];
  /** How many of the columns are symbols; they come first. */
  readonly symbols: number;
}

const SUFFIXES = { symbol: "", double: "", long: "i", timestamp: "t" } as const;
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
    out.write(String(value));
    out.write(after[i]);
    separator = ",";
  }
  out.write(` ${ts}t\n`);
}

function makeFrame(table: Table): Frame {
  const types = table.columns.map(({ type }) => type);
  const frame = {
    before: table.columns.map(({ name, type }) => type === "symbol" ? `,${name}=` : `${name}=`),
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
