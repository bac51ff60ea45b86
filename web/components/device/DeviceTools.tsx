import type { DeviceModel } from "../../client/device/model.ts";
import { rangeQuery } from "../../client/range/range_text.ts";
import { CopyButton } from "../parts/CopyButton.tsx";

/** What can be taken along: the address, the rows, a picture; and the rows in place of charts. */
export function DeviceTools(
  { model, onPng }: {
    readonly model: DeviceModel;
    readonly onPng: () => void;
  },
) {
  return (
    <div class="end">
      <CopyButton
        text={() => location.href}
        word="Copy link"
        otherwise="Copy it from the address bar"
        class="p1"
      />
      <button type="button" class="p1 needs-script" onClick={onPng} title="The chart as a picture">
        PNG
      </button>
      <a
        class="btn"
        href={`/api/devices/${encodeURIComponent(model.id)}/history.csv?${
          rangeQuery(model.range.value)
        }`}
        title="The rows of the range, every field"
      >
        CSV
      </a>
      <button
        type="button"
        class="needs-script"
        aria-pressed={model.isTable.value}
        onClick={() => model.isTable.value = !model.isTable.peek()}
        title="The same data as a table (t)"
      >
        Table
      </button>
    </div>
  );
}
