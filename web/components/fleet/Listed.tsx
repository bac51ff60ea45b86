import type { FleetModel } from "../../client/fleet/model.ts";
import type { FleetStore } from "../../client/fleet/fleet_store.ts";
import type { LiveSeries } from "../../client/fleet/live_series.ts";
import { chartedIds, isSmall, listedIds, PAGE_ROWS } from "../../client/fleet/page_data.ts";
import { fleetUrl, type FleetView } from "../../client/fleet/view.ts";
import { formatNumber } from "../../client/format/number.ts";
import { Scroll, Section } from "../parts/Section.tsx";
import { ChartTile } from "./ChartTile.tsx";
import { DeviceHeads, DeviceRow } from "./DeviceRow.tsx";
import { Tiles } from "./Tiles.tsx";

/** What the lists of the fleet page share. */
export interface ListProps {
  readonly model: FleetModel;
  readonly store: FleetStore;
  readonly series: LiveSeries;
  readonly made: number;
  readonly onShow: (view: FleetView) => void;
}

/** The devices that run: charts of a few, tiles of many, or rows of the same values. */
export function Listed(props: ListProps) {
  const { model, store, series, made, onShow } = props;
  const [shown, view] = [model.shown.value, model.view.value];
  const total = isSmall(shown) ? listedIds(shown).length : shown.runningTotal;
  if (total === 0 || view.show === "stale" || view.show === "offline") return null;
  const charted = chartedIds(shown, view);
  const note = charted.length > 0 ? "speed, last 2 minutes" : "newest values";
  return (
    <Section
      title={isSmall(shown) ? "Devices" : "Running"}
      note={`${formatNumber(total)}, ${note}`}
      end={<Layouts view={view} onShow={onShow} />}
    >
      {view.layout === "rows" ? <Rows {...props} /> : charted.length > 0
        ? (
          <ul class="tiles charts">
            {charted.map((id) => <ChartTile key={id} {...{ id, store, series, made }} />)}
          </ul>
        )
        : <Tiles ids={listedIds(shown)} store={store} made={made} />}
    </Section>
  );
}

function Layouts({ view, onShow }: { view: FleetView; onShow: (view: FleetView) => void }) {
  return (
    <span class="seg" role="group" aria-label="Layout">
      {(["tiles", "rows"] as const).map((layout) => {
        const target: FleetView = { ...view, layout, page: 1 };
        return (
          <a
            key={layout}
            class="btn"
            href={fleetUrl(target)}
            aria-current={layout === view.layout ? "true" : "false"}
            title="Charts and tiles, or the same values as a table (t)"
            onClick={(event) => {
              event.preventDefault();
              onShow(target);
            }}
          >
            {layout === "tiles" ? "Tiles" : "Rows"}
          </a>
        );
      })}
    </span>
  );
}

function Rows({ model, store, made, onShow }: ListProps) {
  const [shown, view] = [model.shown.value, model.view.value];
  const ids = listedIds(shown);
  const isWhole = ids.length === (isSmall(shown) ? ids.length : shown.runningTotal);
  const start = isWhole ? (view.page - 1) * PAGE_ROWS : 0;
  const rows = ids.slice(start, start + PAGE_ROWS);
  return (
    <>
      <Scroll label="Newest values of each device">
        <table>
          <DeviceHeads />
          <tbody>
            {rows.map((id) => <DeviceRow key={id} id={id} store={store} made={made} />)}
          </tbody>
        </table>
      </Scroll>
      <Pages view={view} total={isSmall(shown) ? ids.length : shown.runningTotal} onShow={onShow} />
    </>
  );
}

function Pages(
  { view, total, onShow }: {
    readonly view: FleetView;
    readonly total: number;
    readonly onShow: (view: FleetView) => void;
  },
) {
  const last = Math.ceil(total / PAGE_ROWS);
  if (last < 2) return null;
  const link = (page: number, words: string) => {
    const target = { ...view, page };
    const go = (event: Event) => {
      event.preventDefault();
      onShow(target);
    };
    return <a href={fleetUrl(target)} aria-current="false" onClick={go}>{words}</a>;
  };
  return (
    <p class="note">
      Page {formatNumber(view.page)} of {formatNumber(last)}, by id.{" "}
      {view.page > 1 && link(view.page - 1, "Previous")}{" "}
      {view.page < last && link(view.page + 1, "Next")}
    </p>
  );
}
