import { useMemo, useRef } from "preact/hooks";
import type { MountedPlot } from "../client/chart/mount.ts";
import { liveHealth } from "../client/health.ts";
import { clock, screen } from "../client/live/session.ts";
import { followPipeline, saveHops, saveReport } from "../client/pipeline/actions.ts";
import { hopRows } from "../client/pipeline/hops.ts";
import { PipelineModel } from "../client/pipeline/model.ts";
import type { PipelineData } from "../client/pipeline/page_data.ts";
import { pipelineControls, runPipeline } from "../client/pipeline/run.ts";
import { rangeQuery } from "../client/range/range_text.ts";
import { target } from "../client/settings.ts";
import { formatNumber } from "../client/format/number.ts";
import { PartsTable } from "../components/health/PartsTable.tsx";
import { Problem } from "../components/parts/Problem.tsx";
import { RangeBar } from "../components/parts/RangeBar.tsx";
import { Section } from "../components/parts/Section.tsx";
import { useAction, useMount } from "../components/parts/hooks.ts";
import { Charts } from "../components/pipeline/Charts.tsx";
import { Heat } from "../components/pipeline/Heat.tsx";
import { HopTable } from "../components/pipeline/HopTable.tsx";
import { Rejected } from "../components/pipeline/Rejected.tsx";
import { Spikes } from "../components/pipeline/Spikes.tsx";
import { Target } from "../components/pipeline/Target.tsx";

/** The pipeline: is it keeping up, and if not, where and who. */
export default function PipelinePage({ data }: { readonly data: PipelineData }) {
  const { model, controls, parts } = useMemo(() => {
    const model = new PipelineModel(data);
    return { model, controls: pipelineControls(model), parts: liveHealth(data.health) };
  }, []);
  const heat = useRef<HTMLCanvasElement | null>(null);
  const plots = useRef(new Map<string, MountedPlot | undefined>());
  useMount(() => {
    const stops = [runPipeline(model, controls), parts.run()];
    return () => stops.forEach((stop) => stop());
  });
  useAction((action) => followPipeline(action, model, controls));

  const { made } = data;
  const report = model.report.value;
  const now = clock.value;
  const [frame, device] = now === 0
    ? [null, null]
    : [screen.fromFrame(now), screen.fromDevice(now)];
  const rows = hopRows(report.hops, frame, device);
  return (
    <>
      <section class="head">
        <h1>Pipeline</h1>
        <RangeBar range={model.range.value} path="/pipeline" made={made} onGo={controls.go} />
        <div class="end">
          <Target />
          <button
            type="button"
            class="needs-script"
            onClick={() => saveReport(model, rows, heat.current, plots.current)}
          >
            PNG
          </button>
          <a
            class="btn"
            href={`/api/pipeline.csv?${rangeQuery(model.range.value)}`}
            title="The figures over time"
          >
            CSV
          </a>
        </div>
      </section>
      <Problem words={model.problem.value} onRetry={controls.reload} />
      <Section
        title="Where a reading spends its time"
        end={
          <>
            <small>
              milliseconds, {formatNumber(report.stored)} readings stored,{" "}
              {formatNumber(report.late)} late ones apart
            </small>
            <button type="button" class="needs-script" onClick={() => saveHops(model, rows)}>
              CSV
            </button>
          </>
        }
      >
        <HopTable rows={rows} target={target.value} />
        <p class="note p1">
          Block: p50 to p95. Tick: p99. Hairline: to the greatest. Dashed: the target. Percentiles
          of hops do not add up, so the whole ways at the foot are measured end to end.
        </p>
      </Section>
      <Section
        title="Latency over time"
        note="device to queryable row; pick a spot to see who made it"
      >
        <Heat model={model} controls={controls} mounted={(canvas) => heat.current = canvas} />
      </Section>
      <Spikes model={model} controls={controls} made={made} />
      <div class="two">
        <Charts
          {...{ model, controls, made }}
          mounted={(title, plot) => plots.current.set(title, plot)}
        />
        <Rejected report={report} />
      </div>
      <Section title="Parts" note="and what to do">
        <PartsTable health={parts.health.value} />
      </Section>
    </>
  );
}
