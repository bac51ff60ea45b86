import { useMemo } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import { Attention } from "../components/fleet/Attention.tsx";
import { Filters } from "../components/fleet/Filters.tsx";
import { Listed } from "../components/fleet/Listed.tsx";
import { Nothing } from "../components/fleet/Nothing.tsx";
import { Search } from "../components/fleet/Search.tsx";
import { useAction, useMount } from "../components/parts/hooks.ts";
import { runFleet } from "../client/fleet/run.ts";
import { formatNumber } from "../client/format/number.ts";
import { FleetStore } from "../client/fleet/fleet_store.ts";
import { LiveSeries } from "../client/fleet/live_series.ts";
import { FleetModel } from "../client/fleet/model.ts";
import type { FleetData } from "../client/fleet/page_data.ts";
import { fleetUrl, type FleetView } from "../client/fleet/view.ts";
import { stepRows } from "../client/keys/rows.ts";
import { fleet, shownNow } from "../client/live/session.ts";

/** The fleet: counts that filter, problems first, then what runs. */
export default function FleetPage({ data }: { readonly data: FleetData }) {
  const { store, model, series } = useMemo(() => start(data), []);
  useMount(() => runFleet(store, model, series));

  const go = (view: FleetView, how: "push" | "replace" = "push") => {
    model.show(view, shownNow());
    history[`${how}State`](null, "", fleetUrl(view));
  };
  useAction((action) => {
    const view = model.view.peek();
    if (action.do === "next" || action.do === "previous") {
      return stepRows(action.do === "next" ? 1 : -1);
    }
    if (action.do === "escape" && view.show !== "all") go({ ...view, show: "all", page: 1 });
    else if (action.do === "table") {
      go({ ...view, layout: view.layout === "tiles" ? "rows" : "tiles", page: 1 });
    } else return false;
    return true;
  });

  const { made } = data;
  const view = model.view.value;
  return (
    <>
      <section class="sec">
        <div class="head plain">
          <h1>Fleet</h1>
          <div class="end">
            {model.shown.value.attentionTotal === 0 && model.waiting.value > 0 && (
              <button
                type="button"
                onClick={() => model.arrange(shownNow())}
              >
                {formatNumber(model.waiting.value)} need a look
              </button>
            )}
            <Search
              view={view}
              onSearch={(q) => go({ ...model.view.peek(), q: q.trim(), page: 1 }, "replace")}
            />
          </div>
        </div>
        <Filters view={view} counts={model.counts.value} onShow={go} />
      </section>
      <Nothing model={model} onShow={go} />
      <div
        class="lists"
        onPointerEnter={() => model.isHeld = true}
        onPointerLeave={() => model.isHeld = false}
      >
        <Attention model={model} store={store} made={made} />
        <Listed {...{ model, store, series, made }} onShow={go} />
      </div>
    </>
  );
}

/** In the browser the page's one store; on the server one for this rendering. */
function start(data: FleetData) {
  const store = IS_BROWSER ? fleet : new FleetStore();
  store.seed(data.devices);
  const series = new LiveSeries();
  if (data.recent !== null) series.load(data.recent);
  return { store, model: new FleetModel(store, data), series };
}
