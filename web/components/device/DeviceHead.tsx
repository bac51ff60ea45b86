import { formatAge } from "../../client/format/age.ts";
import { formatNumber } from "../../client/format/number.ts";
import { type DeviceNow, markOf } from "../../client/fleet/device_now.ts";
import type { DeviceDetail } from "../../data/types.ts";
import { useNow } from "../parts/hooks.ts";
import { StateMark } from "../parts/Mark.tsx";

/** Who this is, how it is, and what it says now. */
export function DeviceHead(
  { device, detail }: { readonly device: DeviceNow; readonly detail: DeviceDetail },
) {
  const now = useNow(detail.now);
  const { state, age } = markOf(device, now);
  return (
    <section class={`head device-head${state === "online" ? "" : " old"}`}>
      <h1>
        <a href="/" aria-current="false">Fleet</a> <span class="dim">/</span>{" "}
        <span class="id">{device.id}</span>
      </h1>
      <StateMark state={state} />
      <span class="now">
        <b>{formatNumber(device.speed, 1)}</b> <small>km/h</small>
      </span>
      <small>{age === null ? "no reading is kept" : `${formatAge(age)} old`}</small>
      <div class="end p1">
        <Neighbour id={detail.previous} title="Device before (k)">Previous</Neighbour>
        <Neighbour id={detail.next} title="Device after (j)">Next</Neighbour>
      </div>
    </section>
  );
}

function Neighbour(
  { id, title, children }: {
    readonly id: string | null;
    readonly title: string;
    readonly children: string;
  },
) {
  if (id === null) return null;
  return <a class="btn" href={`/devices/${encodeURIComponent(id)}`} title={title}>{children}</a>;
}
