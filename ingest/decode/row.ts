/** What the decoder makes: rows of tables. */

/** How a column's values are written. Timestamps are Unix microseconds. */
export type ColumnType = "symbol" | "double" | "long" | "timestamp" | "boolean" | "varchar";

/** A column other than the designated timestamp. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType;
}

/** A table that rows go to. Symbols come before all other columns, as the line protocol wants it. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
}

/** A value of a column; null is left out of the line. */
export type Value = string | number | boolean | null;

/** One row; its values are in the order of its table's columns. */
export interface Row {
  readonly table: Table;
  /** The designated timestamp, Unix microseconds. */
  readonly ts: number;
  readonly values: readonly Value[];
}

/** Columns of one type. */
export function columns(type: ColumnType, names: readonly string[]): Column[] {
  return names.map((name) => ({ name, type }));
}
