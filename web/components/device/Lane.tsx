import { useEffect, useRef } from "preact/hooks";
import { shownRange } from "../../client/device/field_chart.ts";
import type { DeviceModel } from "../../client/device/model.ts";
import { drawLane } from "../../client/chart/lane_canvas.ts";
import { readPalette } from "../../client/chart/palette.ts";
import { laneKey, laneWords, SWATCHES } from "../../client/device/lane_words.ts";
import { clock } from "../../client/live/session.ts";
import { laneOf } from "../../client/series/lane.ts";
import { zone } from "../../client/settings.ts";
import { shownTheme } from "../../client/theme.ts";

/** What became of the readings of each stretch of the range. */
export function Lane({ model, made }: { readonly model: DeviceModel; readonly made: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [reasons, now] = [model.reasons.value, clock.value];
  const theme = shownTheme.value;
  const [from, to] = now === 0 ? rangeAt(model, made) : shownRange(model);
  const parts = laneOf(model.table, reasons, { from, to });
  const key = laneKey(model.table.counts, parts, reasons.isComplete({ from, to }));
  useEffect(() => {
    const draw = () => drawLane(canvas.current!, parts, [from, to], readPalette());
    draw();
    const sizes = new ResizeObserver(draw);
    sizes.observe(canvas.current!);
    return () => sizes.disconnect();
  }, [reasons, now, theme]);
  return (
    <>
      <canvas
        class="lane"
        ref={canvas}
        role="img"
        aria-label={laneWords(parts, zone.value, to)}
      />
      <div class="lanekey">
        {key.map(({ fate, words }) => (
          <span key={fate} class={fate === "stored" ? undefined : SWATCHES[fate]}>
            <i class={`sw ${SWATCHES[fate]}`} />
            {words}
          </span>
        ))}
      </div>
    </>
  );
}

function rangeAt(model: DeviceModel, made: number): [number, number] {
  const { from, to } = model.bounds(made);
  return [from, to];
}
