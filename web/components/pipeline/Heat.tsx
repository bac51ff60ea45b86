import { useEffect, useRef } from "preact/hooks";
import { drawHeat, HEAT_MARGIN } from "../../client/pipeline/heat.ts";
import type { PipelineModel } from "../../client/pipeline/model.ts";
import type { PipelineControls } from "../../client/pipeline/run.ts";
import { readPalette } from "../../client/chart/palette.ts";
import { target, zone } from "../../client/settings.ts";
import { shownTheme } from "../../client/theme.ts";

/** Latency over time; a click picks out a step. The table of slowest moments is its equal. */
export function Heat(
  { model, controls, mounted }: {
    readonly model: PipelineModel;
    readonly controls: PipelineControls;
    readonly mounted: (canvas: HTMLCanvasElement | null) => void;
  },
) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const report = model.report.value;
  const [theme, limit, shownZone] = [shownTheme.value, target.value, zone.value];
  useEffect(() => {
    const element = canvas.current!;
    const draw = () =>
      drawHeat(element, report.heat, [report.from, report.to], {
        palette: readPalette(),
        zone: shownZone,
        target: limit,
      });
    draw();
    mounted(element);
    const sizes = new ResizeObserver(draw);
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [report, theme, limit, shownZone]);

  const pick = (event: MouseEvent & { currentTarget: HTMLCanvasElement }) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const inner = width - HEAT_MARGIN.left - HEAT_MARGIN.right;
    const share = (event.clientX - left - HEAT_MARGIN.left) / inner;
    controls.pick(model.stepAt(report.from + share * (report.to - report.from)));
  };
  return (
    <div class="heat needs-script">
      <canvas
        ref={canvas}
        role="img"
        aria-label="Latency from device to queryable row over time; the slowest moments are in the table below"
        onClick={pick}
      />
    </div>
  );
}
