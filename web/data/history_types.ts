/** The shapes of a device's history. Types only. */
import type { Millis, Range } from "./range.ts";

/** Which rows of which device; `fields` are names of `FIELDS`, all of them when left out. */
export interface HistoryQuery {
  readonly device: string;
  readonly range: Range;
  readonly fields?: readonly string[];
}

/**
 * A device's history, never more than about 2,000 rows, also the answer of
 * `GET /api/devices/:id/history`. The server chooses between two forms by the number of rows:
 *
 * - `resolution.step_ms === null`: the readings themselves. Columns `ts, received, epoch, seq`, each
 *   asked-for field, `detection_label`. Late is `received - ts > 5000`.
 * - otherwise one row per step that has readings, its `ts` the start of the step. Columns
 *   `ts, count, late`, then of each gauge `x` its mean `x`, `x_min` and `x_max`, of each counter its
 *   last value `x`, and the last `detection_label`.
 *
 * Steps without readings are left out, so a gap is a distance between two rows of more than
 * `gap_ms`. Rows ascend by `ts`, which is unique within rolled-up rows; two readings of the same
 * instant (different epochs) are both there in the raw form.
 */
export interface History {
  readonly device_id: string;
  readonly from: Millis;
  readonly to: Millis;
  readonly resolution: {
    readonly step_ms: number | null;
    /** Where the rows come from: the readings, or the roll-up by minute or hour (and its tail). */
    readonly source: "readings" | "minutes" | "hours";
  };
  /** A distance between rows beyond this is a gap: 3 intervals, or 1.5 steps if that is more. */
  readonly gap_ms: number;
  /** Readings in the range, and how many of them came more than 5 s late. */
  readonly readings: number;
  readonly late: number;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (number | string | null)[])[];
  /** When the range is empty: the nearest readings outside of it, to link to. */
  readonly nearest?: { readonly before: Millis | null; readonly after: Millis | null };
}
