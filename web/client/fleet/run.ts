/** The fleet page in the browser: what drives its lists and charts. */
import { effect } from "@preact/signals";
import { fetchRecent } from "../api.ts";
import { clock, listen, serverNow, shownNow } from "../live/session.ts";
import { onVisit } from "../live/on_visit.ts";
import type { FleetStore } from "./fleet_store.ts";
import type { LiveSeries } from "./live_series.ts";
import type { FleetModel } from "./model.ts";
import { chartedIds } from "./page_data.ts";
import { parseFleetView } from "./view.ts";

/** Follows the stream, the clock and the address; returns how to stop. */
export function runFleet(store: FleetStore, model: FleetModel, series: LiveSeries): () => void {
  const back = () => model.show(parseFleetView(new URLSearchParams(location.search)), shownNow());
  const refill = refiller(series);
  const charted = () => chartedIds(model.shown.value, model.view.value);
  let before = charted().join();
  const stops = [
    store.onPoint((id, ts, speed, late) => series.add(id, ts, speed, late, serverNow())),
    effect(() => {
      if (store.members.value > 0) model.membersChanged(shownNow());
    }),
    effect(() => {
      if (clock.value > 0) model.tick(clock.value);
    }),
    effect(() => {
      const ids = charted();
      if (ids.join() !== before) refill(ids);
      before = ids.join();
    }),
    // What was stored between two connections, or before the first.
    listen("snapshot", () => refill(charted())),
    onVisit(back),
  ];
  return () => stops.forEach((stop) => stop());
}

/** Asks for the charted devices' points; a newer question takes the place of one under way. */
function refiller(series: LiveSeries): (ids: readonly string[]) => void {
  let asked = new AbortController();
  return (ids) => {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    if (ids.length === 0) return;
    fetchRecent(ids, signal).then((recent) => series.load(recent)).catch((error) => {
      // The banner says what is down; the stream fills the charts from here on.
      if (!signal.aborted) console.warn(`Recent points: ${error.message}`);
    });
  };
}
