import { useMemo } from "preact/hooks";
import type { MountedPlot } from "../../client/chart/mount.ts";
import {
  chartData,
  CHARTS,
  chartSpec,
  lineValue,
  type PipelineChart,
  wholeSteps,
} from "../../client/pipeline/charts.ts";
import type { PipelineModel } from "../../client/pipeline/model.ts";
import type { PipelineControls } from "../../client/pipeline/run.ts";
import { formatTime } from "../../client/format/time.ts";
import { target, zone } from "../../client/settings.ts";
import { Plot } from "../chart/Plot.tsx";
import { useNow } from "../parts/hooks.ts";
import { Section } from "../parts/Section.tsx";

interface Props {
  readonly model: PipelineModel;
  readonly controls: PipelineControls;
  readonly made: number;
  /** Hands over each mounted chart by its title. */
  readonly mounted: (title: string, plot: MountedPlot | undefined) => void;
}

/** Throughput, what waits, and latency over time, under one crosshair. */
export function Charts(props: Props) {
  return <>{CHARTS.map((chart) => <Chart key={chart.title} chart={chart} {...props} />)}</>;
}

function Chart(
  { chart, model, controls, made, mounted }: Props & { readonly chart: PipelineChart },
) {
  const spec = useMemo(() => chartSpec(chart, model, controls), [chart]);
  const now = useNow(made);
  const [report, cursor] = [model.report.value, model.cursor.value];
  const at = cursor ?? wholeSteps(report).at(-1) ?? null;
  return (
    <Section class="needs-script" title={chart.title} end={<small>{chart.unit}</small>}>
      <figure class="plot short">
        <figcaption class="legend">
          <span>
            <b>{at === null ? "–" : formatTime(at, zone.value, now)}</b>
          </span>
          {chart.lines.map((line) => (
            <span key={line.name}>
              <i class={`k ${line.swatch}`} />
              {line.name} <b>{chart.format(lineValue(line, report, cursor))}</b>
            </span>
          ))}
        </figcaption>
        <Plot
          class="area"
          spec={spec}
          data={() => chartData(chart, model.report.peek())}
          revision={() => [model.report.value, target.value]}
          label={`${chart.title} over time; the same figures are in the CSV and in the table below`}
          mounted={(plot) => mounted(chart.title, plot)}
        />
      </figure>
    </Section>
  );
}
