import type { SpikeDetail } from "../../data/pipeline_types.ts";
import { formatSpan } from "../../client/format/age.ts";
import { formatMs, formatNumber } from "../../client/format/number.ts";
import { HOP_WORDS } from "../../client/pipeline/hops.ts";
import type { PipelineModel } from "../../client/pipeline/model.ts";
import type { PipelineControls } from "../../client/pipeline/run.ts";
import { rangeQuery } from "../../client/range/range_text.ts";
import { At } from "../parts/When.tsx";
import { Scroll, Section } from "../parts/Section.tsx";

/** Which hop and which devices made the step that is picked out. */
export function PickedDetail(
  { model, controls, made }: {
    readonly model: PipelineModel;
    readonly controls: PipelineControls;
    readonly made: number;
  },
) {
  const picked = model.picked.value;
  if (picked === null) {
    return (
      <Section title="Who made it">
        <p class="note">Pick a second from the list, or a spot on the strip of heat.</p>
      </Section>
    );
  }
  const detail = model.detail.value;
  return (
    <Section
      title="Who made it"
      note={
        <>
          <At ms={picked.at} made={made} />, {formatSpan(picked.width)}
        </>
      }
      end={
        <button type="button" class="needs-script" onClick={() => controls.pick(null)}>
          Close
        </button>
      }
    >
      {detail === null ? <p class="note" aria-busy="true">...</p> : (
        <>
          <HopsOf detail={detail} />
          <DevicesOf detail={detail} at={picked.at} />
        </>
      )}
    </Section>
  );
}

function HopsOf({ detail }: { readonly detail: SpikeDetail }) {
  return (
    <Scroll label="Hops of the picked second">
      <table>
        <thead>
          <tr>
            <th scope="col">Hop</th>
            <th scope="col" class="num">p95, ms</th>
            <th scope="col" class="num">Max, ms</th>
            <th scope="col">Slowest of</th>
          </tr>
        </thead>
        <tbody>
          {detail.hops.map(({ hop, p95, max, worst_device }) => (
            <tr key={hop}>
              <th scope="row">{HOP_WORDS[hop][0]}</th>
              <td class="num">
                <b>{formatMs(p95)}</b>
              </td>
              <td class="num">{formatMs(max)}</td>
              <td class="clip">{worst_device ? <span class="id">{worst_device}</span> : "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

/** Links lead to the device's minute around the spike. */
function DevicesOf({ detail, at }: { readonly detail: SpikeDetail; readonly at: number }) {
  if (detail.devices.length === 0) return <p class="note">No reading was received then.</p>;
  const iso = (ms: number) => new Date(ms).toISOString();
  const around = rangeQuery({ from: iso(at - 30_000), to: iso(detail.to + 30_000) });
  return (
    <Scroll label="Devices of the picked second">
      <table>
        <thead>
          <tr>
            <th scope="col">Device</th>
            <th scope="col" class="num">Readings</th>
            <th scope="col" class="num">Mean to the ingest, ms</th>
            <th scope="col" class="num">Longest, ms</th>
          </tr>
        </thead>
        <tbody>
          {detail.devices.map(({ device_id, readings, mean_ms, max_ms }) => (
            <tr key={device_id}>
              <th scope="row" class="clip">
                <a class="id" href={`/devices/${encodeURIComponent(device_id)}?${around}`}>
                  {device_id}
                </a>
              </th>
              <td class="num">{formatNumber(readings)}</td>
              <td class="num">{formatMs(mean_ms)}</td>
              <td class="num">
                <b>{formatMs(max_ms)}</b>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}
