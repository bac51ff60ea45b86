import { useMemo } from "preact/hooks";
import { freshFor } from "../../data/freshness.ts";
import { linePath } from "../../client/chart/svg_path.ts";
import type { PlotSpec } from "../../client/chart/options.ts";
import { NO_OVERLAY, type Overlay } from "../../client/chart/overlay.ts";
import type { Extent } from "../../client/chart/value_axis.ts";
import { type DeviceNow, markOf } from "../../client/fleet/device_now.ts";
import type { FleetStore } from "../../client/fleet/fleet_store.ts";
import { gapOf, type LiveSeries, SHOWN } from "../../client/fleet/live_series.ts";
import { formatClock } from "../../client/format/time.ts";
import { formatNumber } from "../../client/format/number.ts";
import { clock, shownNow } from "../../client/live/session.ts";
import { zone } from "../../client/settings.ts";
import { Plot } from "../chart/Plot.tsx";
import { Spark } from "../chart/Spark.tsx";
import { useNow } from "../parts/hooks.ts";
import { StateMark } from "../parts/Mark.tsx";
import { Age } from "../parts/When.tsx";

/** A device with the live line of its last two minutes. */
export function ChartTile(
  { id, store, series, made }: {
    readonly id: string;
    readonly store: FleetStore;
    readonly series: LiveSeries;
    readonly made: number;
  },
) {
  const device = store.watch(id).value;
  const now = useNow(made);
  const { state } = markOf(device, now);
  const filled = series.filled(id, now);
  const spec = useMemo(() => specOf(id, store, series), [id]);
  return (
    <li class={state === "online" ? undefined : "old"}>
      <a href={`/devices/${encodeURIComponent(id)}`} data-row>
        <span class="top">
          <span class="id" title={id}>{id}</span>
          {filled > 0 && <small class="late">{formatNumber(filled)} late filled in</small>}
          <StateMark state={state} />
          <Age since={device.seen} made={made} />
        </span>
        <b>
          {formatNumber(device.speed, 1)} <small>km/h</small>
        </b>
        <Plot
          class="mini"
          spec={spec}
          data={() => series.columns(store.watch(id).peek())}
          revision={() => [series.revision.value, clock.value]}
        >
          <Spark path={sparkPath(device, series, now)} />
        </Plot>
      </a>
    </li>
  );
}

function specOf(id: string, store: FleetStore, series: LiveSeries): PlotSpec {
  return {
    lines: [{ colour: "s1" }, { colour: "late", width: 2 }],
    axes: "small",
    x: shownRange,
    y: () => series.extent(),
    overlay: () => overlayOf(store.watch(id).peek(), series),
  };
}

/** The last two minutes; the clock stands while the screen is paused. */
function shownRange(): Extent {
  const now = shownNow();
  return [now - SHOWN, now];
}

/** Silence is hatched from the last reading to now, so that an old line can't look alive. */
function overlayOf(device: DeviceNow, series: LiveSeries): Overlay {
  const [from, now] = shownRange();
  const last = series.newest(device.id) ?? device.ts;
  if (last === null || now - last <= freshFor(device.interval)) return NO_OVERLAY;
  const words = `no data since ${formatClock(last, zone.peek())}`;
  return { ...NO_OVERLAY, silence: { from: Math.max(last, from), to: now, words } };
}

function sparkPath(device: DeviceNow, series: LiveSeries, now: number): string {
  const [ts, speed] = series.columns(device);
  return linePath(ts, speed, [now - SHOWN, now], series.extent(), gapOf(device));
}
