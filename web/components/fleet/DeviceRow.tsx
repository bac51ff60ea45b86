import { formatNumber } from "../../client/format/number.ts";
import type { FleetStore } from "../../client/fleet/fleet_store.ts";
import { markOf } from "../../client/fleet/device_now.ts";
import { useNow } from "../parts/hooks.ts";
import { StateMark } from "../parts/Mark.tsx";
import { Age } from "../parts/When.tsx";
import { labelWords, linkReason, linkWords, Speed } from "./Values.tsx";

/** The head of a table of devices. */
export function DeviceHeads() {
  return (
    <thead>
      <tr>
        <th scope="col">
          <span class="word">Status</span>
        </th>
        <th scope="col">Device</th>
        <th scope="col" class="num">Speed</th>
        <th scope="col" class="num p1">CPU</th>
        <th scope="col" class="num p2">RAM</th>
        <th scope="col" class="p2">Seen by its camera</th>
        <th scope="col" class="num">Age</th>
        <th scope="col" class="p1">Link</th>
      </tr>
    </thead>
  );
}

/** One device with its newest values; what is no longer true looks so. */
export function DeviceRow(
  { id, store, made }: {
    readonly id: string;
    readonly store: FleetStore;
    readonly made: number;
  },
) {
  const device = store.watch(id).value;
  const now = useNow(made);
  const mark = markOf(device, now);
  return (
    <tr class={mark.state === "online" ? undefined : "old"}>
      <td>
        <StateMark state={mark.state} />
      </td>
      <th scope="row" class="clip">
        <a class="id" href={`/devices/${encodeURIComponent(id)}`} data-row>{id}</a>
      </th>
      <td class="num">
        <Speed device={device} />
      </td>
      <td class="num p1">
        <b>{formatNumber(device.cpu, 1)}</b> <span class="unit">%</span>
      </td>
      <td class="num p2">
        <b>{formatNumber(device.ram, 1)}</b> <span class="unit">%</span>
      </td>
      <td class="p2">{labelWords(device)}</td>
      <td class="num">
        <Age since={device.seen} made={made} />
      </td>
      <td class="p1" title={linkReason(device)}>{linkWords(device, mark.connection, now)}</td>
    </tr>
  );
}
