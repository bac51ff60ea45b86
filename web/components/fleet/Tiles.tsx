import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { formatNumber } from "../../client/format/number.ts";
import type { FleetStore } from "../../client/fleet/fleet_store.ts";
import { markOf } from "../../client/fleet/device_now.ts";
import { tileWindow } from "../../client/fleet/windowing.ts";
import { useNow } from "../parts/hooks.ts";
import { StateShape } from "../parts/Mark.tsx";
import { Age } from "../parts/When.tsx";

/** Dense tiles of any number of devices; only those near the window exist. */
export function Tiles(
  { ids, store, made }: {
    readonly ids: readonly string[];
    readonly store: FleetStore;
    readonly made: number;
  },
) {
  const list = useRef<HTMLUListElement>(null);
  const [part, setPart] = useState({ first: 0, last: ids.length, above: 0, below: 0 });

  useLayoutEffect(() => {
    let frame = 0;
    const place = () => {
      frame = 0;
      const next = tileWindow(ids.length, measure(list.current!));
      setPart((old) => old.first === next.first && old.last === next.last ? old : next);
    };
    const soon = () => frame ||= requestAnimationFrame(place);
    place();
    const sizes = new ResizeObserver(soon);
    sizes.observe(document.body);
    addEventListener("scroll", soon, { passive: true });
    return () => {
      cancelAnimationFrame(frame);
      sizes.disconnect();
      removeEventListener("scroll", soon);
    };
  }, [ids]);

  useEffect(() => {
    list.current!.style.paddingBlock = `${part.above}px ${part.below}px`;
  }, [part]);

  return (
    <ul class="tiles" ref={list}>
      {ids.slice(part.first, part.last).map((id) => (
        <Tile key={id} id={id} store={store} made={made} />
      ))}
    </ul>
  );
}

function Tile(
  { id, store, made }: {
    readonly id: string;
    readonly store: FleetStore;
    readonly made: number;
  },
) {
  const device = store.watch(id).value;
  const { state } = markOf(device, useNow(made));
  return (
    <li class={state === "online" ? undefined : "old"}>
      <a href={`/devices/${encodeURIComponent(id)}`} title={id} data-row>
        <span class="id">
          <StateShape state={state} />
          {id}
        </span>
        <Age since={device.seen} made={made} />
        <b>
          {formatNumber(device.speed, 1)} <small>km/h</small>
        </b>
      </a>
    </li>
  );
}

/** Where the list lies; its columns as the style sheet has laid them. */
function measure(list: HTMLUListElement) {
  const style = getComputedStyle(list);
  const columns = style.gridTemplateColumns.split(" ").length;
  const rowHeight = parseFloat(style.gridAutoRows);
  return { top: list.getBoundingClientRect().top, viewport: innerHeight, columns, rowHeight };
}
