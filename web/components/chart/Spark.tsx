import { BOX } from "../../client/chart/svg_path.ts";

/** A line as SVG, stretched to its place: what a chart shows until uPlot has drawn. */
export function Spark({ path }: { readonly path: string }) {
  return (
    <svg
      class="spark"
      viewBox={`0 0 ${BOX.width} ${BOX.height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  );
}
