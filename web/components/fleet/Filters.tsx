import type { FleetCounts } from "../../data/types.ts";
import { formatNumber } from "../../client/format/number.ts";
import { fleetUrl, type FleetView, SHOWS } from "../../client/fleet/view.ts";

const SHAPES = {
  all: "",
  online: "online ok",
  stale: "half stale",
  offline: "offline off",
} as const;

/** Counts that filter. They are links, so that they work before and without script. */
export function Filters(
  { view, counts, onShow }: {
    readonly view: FleetView;
    readonly counts: FleetCounts;
    readonly onShow: (view: FleetView) => void;
  },
) {
  return (
    <nav class="filters" aria-label="Show only">
      {SHOWS.map((show) => {
        const target: FleetView = { ...view, show, page: 1 };
        return (
          <a
            key={show}
            href={fleetUrl(target)}
            aria-current={show === view.show ? "true" : "false"}
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return;
              event.preventDefault();
              onShow(target);
            }}
          >
            <b>{formatNumber(counts[show])}</b>
            <span class="st">
              {SHAPES[show] && <i class={`i ${SHAPES[show]}`} />}
              {show}
            </span>
          </a>
        );
      })}
    </nav>
  );
}
