import { useSignalEffect } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type uPlot from "uplot";
import { type MountedPlot, mountPlot } from "../../client/chart/mount.ts";
import type { PlotSpec } from "../../client/chart/options.ts";
import { readPalette } from "../../client/chart/palette.ts";
import { zone } from "../../client/settings.ts";
import { shownTheme } from "../../client/theme.ts";

/** What a chart is given. */
export interface PlotProps {
  /** Made once, or anew when the chart is another one: a new spec rebuilds the chart. */
  readonly spec: PlotSpec;
  readonly data: () => uPlot.AlignedData;
  /** Reads the signals at whose change the chart is drawn again. */
  readonly revision: () => unknown;
  /** A sentence that says what the chart shows; charts inside of links have none. */
  readonly label?: string;
  readonly class: string;
  /** What stands there until uPlot has drawn, and without script. */
  readonly children?: ComponentChildren;
  /** Hands over the mounted chart, for pictures. */
  readonly mounted?: (plot: MountedPlot | undefined) => void;
}

/** A uPlot chart. It is rebuilt for a new spec, theme or zone; data only redraws it. */
export function Plot(props: PlotProps) {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<MountedPlot>();
  const [isDrawn, setDrawn] = useState(false);
  const { spec, label } = props;
  const [shown, shownZone] = [shownTheme.value, zone.value];

  useEffect(() => {
    const look = { palette: readPalette(), zone: shownZone };
    const made = mountPlot(place.current!, spec, look, props.data, () => setDrawn(true));
    plot.current = made;
    props.mounted?.(made);
    return () => {
      props.mounted?.(undefined);
      made.destroy();
    };
  }, [spec, shown, shownZone]);

  useSignalEffect(() => {
    props.revision();
    plot.current?.redraw();
  });

  const readable = label === undefined
    ? { "aria-hidden": true }
    : { role: "img" as const, "aria-label": label, tabIndex: 0 };
  return (
    <div
      class={props.class}
      {...readable}
      onKeyDown={label === undefined ? undefined : (event) => step(event, plot.current)}
    >
      {!isDrawn && props.children}
      {/* uPlot's own place, which Preact leaves alone. */}
      <div class="uplot-place" ref={place} />
    </div>
  );
}

function step(event: KeyboardEvent, plot: MountedPlot | undefined): void {
  const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  const isBrowsers = event.altKey || event.ctrlKey || event.metaKey; // such as Alt+Left, which is back
  if (by === undefined || plot === undefined || isBrowsers) return;
  plot.step(event.shiftKey ? by * 10 : by);
  event.preventDefault();
}
