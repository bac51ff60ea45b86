import type { DeviceModel } from "../../client/device/model.ts";
import { formatTime } from "../../client/format/time.ts";
import { rangeQuery } from "../../client/range/range_text.ts";
import { zone } from "../../client/settings.ts";
import { useNow } from "../parts/hooks.ts";

/** Says that a range has no readings, and where some are. */
export function EmptyRange(
  { model, made }: { readonly model: DeviceModel; readonly made: number },
) {
  const now = useNow(made);
  const reasons = model.reasons.value;
  if (model.table.rows.length > 0) return null;
  const { nearest, from, to } = model.history.value;
  const { fate, words } = reasons.of({ from, to, before: 0 });
  const why = fate === "unknown" ? "" : `: ${words}`;
  const at = nearest?.before ?? nearest?.after ?? null;
  return (
    <div class="empty">
      {at === null ? <span>no readings here{why}, and none before or after are kept</span> : (
        <span>
          no readings here{why}; {nearest?.before === at ? "the last before" : "the next"} is at
          {" "}
          {formatTime(at, zone.value, now)}{" "}
          <a
            href={`/devices/${encodeURIComponent(model.id)}?${around(at, to - from)}`}
            aria-current="false"
          >
            Go there
          </a>
        </span>
      )}
    </div>
  );
}

/** A range of the same length that has a moment near its end. */
function around(at: number, length: number): string {
  const to = at + Math.max(1_000, length / 10);
  const iso = (ms: number) => new Date(Math.round(ms)).toISOString();
  return rangeQuery({ from: iso(to - length), to: iso(to) });
}
