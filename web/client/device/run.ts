/** The device page in the browser: what asks for rows, and when. */
import { effect } from "@preact/signals";
import { fetchHistory } from "../api.ts";
import { isDue } from "../live/due.ts";
import { onVisit } from "../live/on_visit.ts";
import { held } from "../live/held.ts";
import { clock, listen, serverNow } from "../live/session.ts";
import { queriedRange, rangeQuery, type RangeText, stretchRange } from "../range/range_text.ts";
import { askedRange } from "./asked_range.ts";
import type { LiveAccount } from "./live_account.ts";
import type { DeviceModel } from "./model.ts";

/** Rolled-up rows go on live by folding; the server's own are asked for this often, in ms. */
const EXACT_EVERY = 60_000;

/** What the page's controls call. */
export interface DeviceControls {
  /** Goes to a range and writes it to the address. */
  go(range: RangeText): void;
  zoom(from: number, to: number): void;
  /** Back one zoom; false if there is none. */
  back(): boolean;
  backToLive(): void;
  reload(): void;
  /** Shows another field in the large chart. */
  enlarge(field: string): void;
}

/** The controls of a model and its account. */
export function deviceControls(model: DeviceModel, account: LiveAccount): DeviceControls {
  const reload = loader(model);
  const changed = (how: "pushState" | "replaceState" = "pushState") => {
    history[how](null, "", addressOf(model));
    reload();
    account.renew();
  };
  const go = (range: RangeText) => {
    model.go(range);
    changed();
  };
  return {
    go,
    zoom: (from, to) => go(stretchRange(from, to, serverNow())),
    back() {
      if (model.back() === null) return false;
      changed();
      return true;
    },
    backToLive: () => go(model.lastLive),
    reload,
    enlarge(field) {
      model.field.value = field;
      history.replaceState(null, "", addressOf(model));
    },
  };
}

/** Follows the stream and the address; returns how to stop. */
export function runDevice(
  model: DeviceModel,
  controls: DeviceControls,
  account: LiveAccount,
): () => void {
  let loaded = clock.peek();
  const visited = () => {
    const query = new URLSearchParams(location.search);
    model.visit(queriedRange(query, "15m"));
    model.field.value = query.get("field") ?? "speed";
    controls.reload();
    account.renew();
  };
  const stops = [
    account.run(),
    listen("readings", (readings) => model.add(readings)),
    listen("late", (late) => model.concerns(late) && controls.reload()),
    // What was stored between two connections, or before the first; all fields with it.
    listen("snapshot", () => controls.reload()),
    effect(() => {
      const now = clock.value;
      if (!model.isLive.value || model.table.stepMs === null) return;
      if (!isDue(now, loaded, EXACT_EVERY)) return;
      loaded = now;
      controls.reload();
    }),
    effect(() => {
      held.value = model.isLive.value
        ? null
        : { range: model.range.value, back: controls.backToLive };
    }),
    onVisit(visited),
  ];
  return () => stops.forEach((stop) => stop());
}

/** The address of what a model shows. */
export function addressOf(model: DeviceModel): string {
  const field = model.field.peek() === "speed" ? "" : `&field=${model.field.peek()}`;
  return `/devices/${encodeURIComponent(model.id)}?${rangeQuery(model.range.peek())}${field}`;
}

function loader(model: DeviceModel): () => void {
  let asked = new AbortController();
  return () => {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    model.asking();
    fetchHistory(model.id, askedRange(model), signal)
      .then((history) => model.load(history))
      .catch((error) => {
        if (!signal.aborted) model.problem.value = error.message;
      })
      .finally(() => {
        if (!signal.aborted) model.isBusy.value = false;
      });
  };
}
