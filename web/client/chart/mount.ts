/** A chart in its place: made when uPlot is there, resized with it, redrawn while it is seen. */
import type uPlot from "uplot";
import type { Zone } from "../format/time.ts";
import { plotOptions, type PlotSpec } from "./options.ts";
import type { Palette } from "./palette.ts";

let loading: Promise<typeof uPlot> | undefined;

/** uPlot, loaded when the first chart is to be drawn. */
export function loadPlot(): Promise<typeof uPlot> {
  loading ??= import("uplot").then((module) => module.default);
  return loading;
}

/** What a mounted chart can be told. */
export interface MountedPlot {
  /** Draws the newest data with the next frame, or when the chart is seen again. */
  redraw(): void;
  /** Moves the crosshair by points; to the last point if there is none yet. */
  step(by: number): void;
  /** What is drawn, for a picture; undefined before the first drawing. */
  canvas(): HTMLCanvasElement | undefined;
  destroy(): void;
}

/** Mounts a chart into `place`, whose size it takes; `drawn` is called after the first drawing. */
export function mountPlot(
  place: HTMLElement,
  spec: PlotSpec,
  look: { readonly palette: Palette; readonly zone: Zone },
  data: () => uPlot.AlignedData,
  drawn: () => void,
): MountedPlot {
  let plot: uPlot | undefined;
  let isSeen = true;
  let frame = 0;
  let isGone = false;

  const draw = () => {
    frame = 0;
    if (isSeen) plot?.setData(data());
  };
  const redraw = () => {
    if (frame === 0 && isSeen) frame = requestAnimationFrame(draw);
  };
  const sizes = new ResizeObserver(() => {
    const { clientWidth: width, clientHeight: height } = place;
    if (width > 0 && (width !== plot?.width || height !== plot.height)) {
      plot?.setSize({ width, height });
    }
  });
  const sight = new IntersectionObserver(([entry]) => {
    isSeen = entry.isIntersecting;
    redraw();
  }, { rootMargin: "100px" });

  loadPlot().then((Plot) => {
    if (isGone) return;
    const size = { width: place.clientWidth, height: place.clientHeight };
    plot = new Plot(plotOptions(spec, look.palette, look.zone, size), data(), place);
    sizes.observe(place);
    sight.observe(place);
    drawn();
  });

  return {
    redraw,
    step: (by) => plot && moveCursor(plot, by),
    canvas: () => plot?.ctx.canvas,
    destroy() {
      isGone = true;
      cancelAnimationFrame(frame);
      sizes.disconnect();
      sight.disconnect();
      plot?.destroy();
    },
  };
}

function moveCursor(plot: uPlot, by: number): void {
  const [x] = plot.data;
  if (x.length === 0) return;
  const at = (plot.cursor.idx ?? x.length - (by < 0 ? 0 : 1)) + by;
  const next = Math.min(x.length - 1, Math.max(0, at));
  plot.setCursor({ left: plot.valToPos(x[next], "x"), top: 0 });
}
