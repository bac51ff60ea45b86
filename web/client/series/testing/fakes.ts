/** A device's rows and account for tests of what charts say. */
import type { DeviceAccount, Fate, Span } from "../../../data/ledger/types.ts";
import type { History } from "../../../data/types.ts";
import { HistoryTable } from "../history_table.ts";

const SUMS = {
  ...{ produced: 9, stored: 9, dead_lettered: 0, waiting: 0 },
  ...{ abandoned: 0, evicted: 0, missing: 0 },
};

/** The account from 0 to `to`, as of then: spans by fate, first and last seq, and time in ms. */
export function fakeAccount(
  spans: readonly (readonly [Fate, number, number, number | null, number | null])[],
  more: Partial<DeviceAccount> = {},
): DeviceAccount {
  return {
    ...{ device_id: "a", from: 0, to: 1_000_000, as_of: 1_000_000, account: SUMS, epochs: [] },
    ...{ outside: null, left_out: 0 },
    not_stored: { "dead-lettered": 0, evicted: 0, waiting: 0, missing: 0 },
    spans: spans.map(([fate, from, to, after, before]): Span => ({
      ...{ epoch: 1, from, to, count: to - from + 1, fate, reason: null, after, before },
    })),
    ...more,
  };
}

/** Rows that are readings; a gap is longer than 3 s. */
export function readings(...rows: History["rows"]): HistoryTable {
  return tableOf(null, ["ts", "received", "epoch", "seq"], rows);
}

/** Rows that sum up steps. */
export function steps(ms: number, ...rows: History["rows"]): HistoryTable {
  return tableOf(ms, ["ts", "count", "late"], rows);
}

function tableOf(step_ms: number | null, columns: string[], rows: History["rows"]): HistoryTable {
  return new HistoryTable({
    ...{ device_id: "a", from: 0, to: 100_000, readings: rows.length, late: 0, columns, rows },
    ...{
      resolution: { step_ms, source: "readings" },
      gap_ms: Math.max(3000, 1.5 * (step_ms ?? 0)),
    },
  });
}
