import { useEffect, useRef } from "preact/hooks";
import { shownRange } from "../../client/device/field_chart.ts";
import type { DeviceModel } from "../../client/device/model.ts";
import { drawLane } from "../../client/chart/lane_canvas.ts";
import { readPalette } from "../../client/chart/palette.ts";
import { formatSpan } from "../../client/format/age.ts";
import { formatNumber } from "../../client/format/number.ts";
import { formatTime, type Zone } from "../../client/format/time.ts";
import { clock } from "../../client/live/session.ts";
import { laneOf, type LanePart } from "../../client/series/lane.ts";
import { zone } from "../../client/settings.ts";
import { shownTheme } from "../../client/theme.ts";

/** What became of each stretch of the range: stored, stored late, or nothing. */
export function Lane({ model, made }: { readonly model: DeviceModel; readonly made: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [revision, now, theme] = [model.revision.value, clock.value, shownTheme.value];
  const range = now === 0 ? rangeAt(model, made) : shownRange(model);
  const parts = laneOf(model.table, range[0], range[1]);
  useEffect(() => {
    const draw = () => drawLane(canvas.current!, parts, range, readPalette());
    draw();
    const sizes = new ResizeObserver(draw);
    sizes.observe(canvas.current!);
    return () => sizes.disconnect();
  }, [revision, now, theme]);

  const { readings, late } = model.table.counts;
  const nothing = parts.filter(({ fate }) => fate === "none")
    .reduce((sum, { from, to }) => sum + to - from, 0);
  return (
    <>
      <canvas
        class="lane"
        ref={canvas}
        role="img"
        aria-label={laneWords(parts, zone.value, range[1])}
      />
      <div class="lanekey">
        <span>
          <i class="sw ok" />stored {formatNumber(readings - late)}
        </span>
        {late > 0 && (
          <span class="late">
            <i class="sw late" />stored late {formatNumber(late)}
          </span>
        )}
        {nothing > 0 && (
          <span>
            <i class="sw none" />nothing for {formatSpan(nothing)}
          </span>
        )}
      </div>
    </>
  );
}

function rangeAt(model: DeviceModel, made: number): [number, number] {
  const { from, to } = model.bounds(made);
  return [from, to];
}

/** The lane as a sentence; of many exceptions the first five. */
function laneWords(parts: readonly LanePart[], zone: Zone, now: number): string {
  const time = (ms: number) => formatTime(ms, zone, now);
  const exceptions = parts.filter(({ fate }) => fate !== "stored")
    .map(({ from, to, fate }) =>
      `${time(from)} to ${time(to)} ${fate === "late" ? "stored late" : "nothing"}`
    );
  if (exceptions.length === 0) return "What became of the readings: stored in time throughout";
  const rest = exceptions.length > 5 ? ` and ${exceptions.length - 5} more` : "";
  return `What became of the readings: stored in time, except ${
    exceptions.slice(0, 5).join(", ")
  }${rest}`;
}
