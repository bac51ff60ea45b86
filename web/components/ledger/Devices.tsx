import type { DeviceLedger, EpochLedger, Sums } from "../../data/ledger/types.ts";
import { formatNumber } from "../../client/format/number.ts";
import { verdictOn } from "../../client/ledger/verdict.ts";
import { Mark } from "../parts/Mark.tsx";
import { Scroll } from "../parts/Section.tsx";
import { At } from "../parts/When.tsx";
import { LettersOf } from "./LettersOf.tsx";

/** A line for each device, or for each epoch of one; with the sum at the foot. */
export function Devices(
  { devices, fleet, made }: {
    readonly devices: readonly DeviceLedger[];
    readonly fleet: Sums & { readonly devices: number };
    readonly made: number;
  },
) {
  return (
    <Scroll label="Account by device">
      <table class="stick">
        <Head first="Device" />
        <tbody>
          {devices.map((one) => (
            <tr key={one.device_id}>
              <th scope="row" class="clip">
                <a class="id" data-row href={`/devices/${one.device_id}`}>{one.device_id}</a>
              </th>
              <Figures sums={one} told={one.told} made={made} device={one.device_id} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Fleet, {formatNumber(fleet.devices)} devices</th>
            <Figures sums={fleet} told={null} made={made} />
          </tr>
        </tfoot>
      </table>
    </Scroll>
  );
}

/** A line for each epoch of a device. */
export function Epochs(
  { device, epochs, made }: {
    readonly device: string;
    readonly epochs: readonly EpochLedger[];
    readonly made: number;
  },
) {
  return (
    <Scroll label={`Account of ${device} by start`}>
      <table class="stick">
        <Head first="Epoch" />
        <tbody>
          {epochs.map((epoch) => (
            <tr key={epoch.epoch}>
              <th scope="row" class="clip id">{epoch.epoch}</th>
              <Figures sums={epoch} told={epoch.told} made={made} />
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function Head({ first }: { readonly first: string }) {
  return (
    <thead>
      <tr>
        <th scope="col">{first}</th>
        {["Produced", "Stored", "Dead-lettered", "Waiting", "Evicted", "Missing"].map((name) => (
          <th key={name} scope="col" class="num">{name}</th>
        ))}
        <th scope="col">Account</th>
        <th scope="col" class="num p2">As of</th>
      </tr>
    </thead>
  );
}

function Figures(
  { sums, told, made, device }: {
    readonly sums: Sums;
    readonly told: number | null;
    readonly made: number;
    /** Whose line it is, so that its dead letters can be seen. */
    readonly device?: string;
  },
) {
  const { produced, stored, dead_lettered, waiting, evicted, missing } = sums;
  const figures = [produced, stored, dead_lettered, waiting, evicted, missing];
  return (
    <>
      {figures.map((figure, i) => (
        <td key={i} class={`num${figure === 0 ? " zero" : i === 5 ? " crit" : ""}`}>
          {i === 2 && device !== undefined
            ? <LettersOf device={device} count={dead_lettered} />
            : formatNumber(figure)}
        </td>
      ))}
      <td>
        <Mark {...verdictOn(sums)} />
      </td>
      <td class="num p2">{told === null ? "" : <At ms={told} made={made} />}</td>
    </>
  );
}
