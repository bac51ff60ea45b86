/** What keys and buttons of the device page do. */
import type { Field } from "../../data/fields.ts";
import type { DeviceDetail } from "../../data/types.ts";
import type { MountedPlot } from "../chart/mount.ts";
import { fileName } from "../export/download.ts";
import { picture } from "../export/picture.ts";
import type { Action } from "../keys/keymap.ts";
import { PRESETS } from "../range/presets.ts";
import { showRangeText } from "../range/range_text.ts";
import { shownNow } from "../live/session.ts";
import { zone } from "../settings.ts";
import type { DeviceModel } from "./model.ts";
import type { DeviceControls } from "./run.ts";

/** Does what a key asks for; false if that is not for this page. */
export function follow(
  action: Action,
  model: DeviceModel,
  controls: DeviceControls,
  { previous, next }: DeviceDetail,
): boolean {
  switch (action.do) {
    case "range":
      controls.go({ from: `now-${PRESETS[action.index]}`, to: "now" });
      return true;
    case "table":
      model.isTable.value = !model.isTable.peek();
      return true;
    case "escape":
      return !model.isLive.peek() && controls.back();
    case "next":
      return visit(next);
    case "previous":
      return visit(previous);
    default:
      return false;
  }
}

/** Saves the large chart. */
export function savePicture(model: DeviceModel, field: Field, plot: MountedPlot | undefined): void {
  const canvas = plot?.canvas();
  if (canvas === undefined) return;
  const unit = field.unit === "" ? "" : `, ${field.unit}`;
  const title = `${model.id}: ${field.label}${unit}`;
  const range = showRangeText(model.range.peek(), zone.peek(), shownNow());
  picture(fileName([model.id, field.name, ...rangeParts(model)], "png"), [
    { title, note: `${range}, ${zone.peek() === "utc" ? "UTC" : "local time"}`, canvas },
  ]);
}

function rangeParts(model: DeviceModel): string[] {
  const { from, to } = model.bounds(shownNow());
  return [from, to].map((ms) => new Date(ms).toISOString().slice(0, 19));
}

function visit(id: string | null): boolean {
  if (id === null) return false;
  location.assign(`/devices/${encodeURIComponent(id)}`);
  return true;
}
