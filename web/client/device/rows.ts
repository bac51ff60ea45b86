/** The rows of a history as a table: the same as the charts, in figures. */
import { type Field, LABEL_FIELD } from "../../data/fields.ts";
import { formatMs, formatNumber, NONE } from "../format/number.ts";
import { formatTime, type Zone } from "../format/time.ts";
import type { HistoryTable, Row } from "../series/history_table.ts";
import { LATE_AFTER } from "../series/late.ts";

/** A column of the table: its heading, its cells, and whether they are figures. */
export interface ShownColumn {
  readonly title: string;
  readonly isFigure: boolean;
  /** The class by which it leaves narrow windows. */
  readonly leaves?: "p1" | "p2";
  readonly cell: (row: Row) => string;
}

/** The columns that a table shows beside the field of the large chart. */
export function shownColumns(table: HistoryTable, field: Field, zone: Zone, now: number) {
  const figure = (title: string, name: string, decimals: number, leaves?: "p1" | "p2") =>
    columnOf(title, (row) => formatNumber(number(table, row, name), decimals), leaves);
  const { name, label, unit, decimals } = field;
  const titled = unit === "" ? label : `${label}, ${unit}`;
  const time: ShownColumn = {
    title: table.stepMs === null ? "Device time" : "From",
    isFigure: false,
    cell: (row) => formatTime(row[0] as number, zone, now, table.stepMs === null ? 3 : 0),
  };
  const last: ShownColumn = {
    title: "Seen by its camera",
    isFigure: false,
    leaves: "p2",
    cell: (row) => String(row[table.at(LABEL_FIELD) ?? -1] ?? NONE),
  };
  if (table.stepMs !== null) {
    return [
      time,
      figure("Readings", "count", 0),
      figure("Late", "late", 0),
      figure(titled, name, decimals),
      ...(field.kind === "counter" ? [] : [
        figure("Least", `${name}_min`, decimals, "p1"),
        figure("Greatest", `${name}_max`, decimals, "p1"),
      ]),
      last,
    ];
  }
  return [
    time,
    figure("Seq", "seq", 0, "p1"),
    figure(titled, name, decimals),
    columnOf(
      "Received",
      (row) => formatTime(number(table, row, "received") ?? 0, zone, now, 3),
      "p1",
    ),
    columnOf("Delay, ms", (row) => formatMs(delay(table, row))),
    last,
  ];
}

/** Whether a row holds readings that came late. */
export function isLate(table: HistoryTable, row: Row): boolean {
  if (table.stepMs !== null) return (number(table, row, "late") ?? 0) > 0;
  return delay(table, row) > LATE_AFTER;
}

function columnOf(
  title: string,
  cell: (row: Row) => string,
  leaves?: "p1" | "p2",
): ShownColumn {
  return { title, isFigure: true, cell, leaves };
}

function number(table: HistoryTable, row: Row, name: string): number | null {
  const cell = row[table.at(name) ?? -1];
  return typeof cell === "number" ? cell : null;
}

function delay(table: HistoryTable, row: Row): number {
  return (number(table, row, "received") ?? (row[0] as number)) - (row[0] as number);
}
