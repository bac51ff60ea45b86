import type { Spike } from "../../data/pipeline_types.ts";
import { formatMs, formatNumber } from "../../client/format/number.ts";
import { formatSpan } from "../../client/format/age.ts";
import { HOP_WORDS } from "../../client/pipeline/hops.ts";
import type { PipelineModel } from "../../client/pipeline/model.ts";
import type { PipelineControls } from "../../client/pipeline/run.ts";
import { rangeQuery } from "../../client/range/range_text.ts";
import { target } from "../../client/settings.ts";
import { At } from "../parts/When.tsx";
import { Scroll, Section } from "../parts/Section.tsx";
import { PickedDetail } from "./PickedDetail.tsx";

/** Rows of the list. */
const SHOWN = 10;

/** The slowest seconds or steps, and who made the one that is picked out. */
export function Spikes(
  { model, controls, made }: {
    readonly model: PipelineModel;
    readonly controls: PipelineControls;
    readonly made: number;
  },
) {
  const { spikes } = model.report.value;
  return (
    <div class="two">
      <Section title="Slowest moments" note="the slowest first">
        {spikes.length === 0
          ? <p class="note">Nothing was measured in this range.</p>
          : (
            <Scroll label="Slowest moments">
              <table>
                <thead>
                  <tr>
                    <th scope="col">When</th>
                    <th scope="col" class="num p1">Readings</th>
                    <th scope="col" class="num">p95</th>
                    <th scope="col" class="num">Max</th>
                    <th scope="col">Most of it in</th>
                  </tr>
                </thead>
                <tbody>
                  {spikes.slice(0, SHOWN).map((spike) => (
                    <SpikeRow key={spike.at} {...{ spike, model, controls, made }} />
                  ))}
                </tbody>
              </table>
            </Scroll>
          )}
      </Section>
      <PickedDetail model={model} controls={controls} made={made} />
    </div>
  );
}

function SpikeRow(
  { spike, model, controls, made }: {
    readonly spike: Spike;
    readonly model: PipelineModel;
    readonly controls: PipelineControls;
    readonly made: number;
  },
) {
  const isPicked = model.picked.value?.at === spike.at;
  const query = `${rangeQuery(model.range.value)}&spike=${spike.at}&width=${spike.width}`;
  return (
    <tr class={isPicked ? "picked" : undefined}>
      <th scope="row">
        <a
          href={`/pipeline?${query}`}
          data-row
          aria-current={isPicked ? "true" : "false"}
          onClick={(event) => {
            event.preventDefault();
            controls.pick(isPicked ? null : { at: spike.at, width: spike.width });
          }}
        >
          <At ms={spike.at} made={made} />
          {spike.width > 1000 && `, ${formatSpan(spike.width)}`}
        </a>
      </th>
      <td class="num p1">{formatNumber(spike.count)}</td>
      <td class={spike.p95 > target.value ? "num crit" : "num"}>
        <b>{formatMs(spike.p95)}</b> <span class="unit">ms</span>
      </td>
      <td class="num">
        {formatMs(spike.max)} <span class="unit">ms</span>
      </td>
      <td>{HOP_WORDS[spike.hop][0]}</td>
    </tr>
  );
}
