/** The device page's charts: which range, which rows, live or held. */
import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Field } from "../../data/fields.ts";
import type { DeviceAccount, History } from "../../data/types.ts";
import { parseTime } from "../../data/range.ts";
import type { DeviceReadings, Late } from "../../live/frame.ts";
import type { RangeText } from "../range/range_text.ts";
import { type FieldColumns, fieldColumns } from "../series/field_columns.ts";
import { HistoryTable } from "../series/history_table.ts";
import { Reasons } from "../series/reasons.ts";
import type { DeviceData } from "./page_data.ts";

/** Late readings that have just arrived are pointed at for this long, in ms. */
const FILLED_FOR = 5_000;

/** Range, rows and crosshair, shared by every chart of the page. */
export class DeviceModel {
  readonly id: string;
  readonly firstSeen: number | null;
  readonly range: Signal<RangeText>;
  /** Name of the large chart's field. */
  readonly field: Signal<string>;
  /** The server's answer that the rows began with. */
  readonly history: Signal<History>;
  /** What became of the device's readings; null while that is not known. */
  readonly account: Signal<DeviceAccount | null>;
  /** Why the last question for the account failed, or null. */
  readonly accountProblem: Signal<string | null> = signal(null);
  /** Counts up when rows change. */
  readonly revision: Signal<number> = signal(0);
  /** The moment under the crosshair, or null. */
  readonly cursor: Signal<number | null> = signal(null);
  /** Whether rows are shown in place of charts. */
  readonly isTable: Signal<boolean> = signal(false);
  readonly isBusy: Signal<boolean> = signal(false);
  /** Why the last question for rows failed, or null. */
  readonly problem: Signal<string | null> = signal(null);
  /** Late readings that have just filled in. */
  readonly filled: Signal<{ at: number; count: number } | null> = signal(null);
  /** Whether the range ends now. */
  readonly isLive: ReadonlySignal<boolean>;
  /** What is known of the gaps between the rows. */
  readonly reasons: ReadonlySignal<Reasons>;
  /** Ranges to go back to. */
  readonly #before: RangeText[] = [];
  /** The live range that one click goes back to. */
  #lastLive: RangeText;
  #table: HistoryTable;
  /** The range that `history` answers. */
  #loaded: RangeText;
  #drawn = { revision: -1, columns: new Map<string, FieldColumns>() };
  /** What has arrived since the rows were asked for: the answer may be older. */
  #sinceAsked: DeviceReadings[] = [];

  constructor(data: DeviceData) {
    this.id = data.detail.device_id;
    this.firstSeen = data.detail.facts.first_seen;
    this.range = signal(data.range);
    this.field = signal(data.field);
    this.history = signal(data.history);
    this.account = signal(data.account);
    this.isLive = computed(() => this.range.value.to === "now");
    this.reasons = computed(() => {
      const [, account] = [this.revision.value, this.account.value];
      return new Reasons(this.#table, account);
    });
    this.#lastLive = data.range.to === "now" ? data.range : { from: "now-15m", to: "now" };
    this.#table = new HistoryTable(data.history);
    this.#loaded = data.range;
  }

  /** The rows; read `revision` to follow them. */
  get table(): HistoryTable {
    return this.#table;
  }

  /** What a field's chart draws. */
  columns(field: Field): FieldColumns {
    if (this.#drawn.revision !== this.revision.value) {
      this.#drawn = { revision: this.revision.value, columns: new Map() };
    }
    const known = this.#drawn.columns.get(field.name) ?? fieldColumns(this.#table, field);
    this.#drawn.columns.set(field.name, known);
    return known;
  }

  /** The live range that was shown last. */
  get lastLive(): RangeText {
    return this.#lastLive;
  }

  /** The range in ms as it is at `now`; a held one stays where its rows were asked for. */
  bounds(now: number): { from: number; to: number } {
    const { from, to } = this.range.value;
    if (!this.isLive.value && this.#loaded === this.range.value) return this.history.value;
    return { from: parseTime(from, now, "from"), to: parseTime(to, now, "to") };
  }

  /** Goes to another range; `back` finds the way home. */
  go(range: RangeText): void {
    this.#before.push(this.range.peek());
    this.#set(range);
  }

  /** The range before the last `go`, or the last live one; null if there is nothing to go back to. */
  back(): RangeText | null {
    const before = this.#before.pop() ?? (this.isLive.peek() ? null : this.#lastLive);
    if (before !== null) this.#set(before);
    return before;
  }

  /** Goes to the range that an address asks for. */
  visit(range: RangeText): void {
    this.#before.length = 0;
    this.#set(range);
  }

  /** Says that the server is asked for the rows of the range. */
  asking(): void {
    this.#sinceAsked = [];
    this.isBusy.value = true;
  }

  /** Takes in the server's answer, and after it what has arrived in the meantime. */
  load(history: History): void {
    batch(() => {
      this.#table = new HistoryTable(history);
      for (const readings of this.#sinceAsked) this.#table.add(readings);
      this.history.value = history;
      this.#loaded = this.range.peek();
      this.problem.value = null;
      this.revision.value++;
    });
  }

  /** Takes in live readings, as far as they lie in the range. */
  add(readings: DeviceReadings): void {
    const { from, to } = this.bounds(readings.now);
    const isHeld = !this.isLive.peek();
    const rows = readings.rows.filter(([ts]) =>
      (ts as number) >= from && (!isHeld || (ts as number) < to)
    );
    if (rows.length === 0) return;
    const before = this.#table.counts.late;
    const mine = { ...readings, rows };
    if (this.isBusy.peek()) this.#sinceAsked.push(mine);
    this.#table.add(mine);
    if (!isHeld) this.#table.trim(from);
    batch(() => {
      this.#noteLate(this.#table.counts.late - before, readings.now);
      this.revision.value++;
    });
  }

  /** Whether late readings lie in the range, so that it has to be asked for again. */
  concerns(late: Late): boolean {
    const { from, to } = this.bounds(late.now);
    const mine = late.devices.filter((one) =>
      one.device_id === this.id && one.to >= from && one.from <= to
    );
    this.#noteLate(mine.reduce((sum, { count }) => sum + count, 0), late.now);
    return mine.length > 0;
  }

  #noteLate(count: number, now: number): void {
    if (count <= 0) return;
    const { value } = this.filled;
    const before = value !== null && now - value.at < FILLED_FOR ? value.count : 0;
    this.filled.value = { at: now, count: before + count };
  }

  #set(range: RangeText): void {
    batch(() => {
      this.range.value = range;
      if (range.to === "now") this.#lastLive = range;
      this.cursor.value = null;
      this.revision.value++;
    });
  }
}

/** How many late readings have just filled in at `now`; 0 a moment later. */
export function justFilled(filled: { at: number; count: number } | null, now: number): number {
  return filled !== null && now - filled.at < FILLED_FOR ? filled.count : 0;
}
