import { REASONS } from "../../../ingest/reasons.ts";
import { type LettersAddress, NO_DEVICE } from "../../client/letters/address.ts";
import { type RangeText, showRangeText } from "../../client/range/range_text.ts";

/** What to show, as a form that needs no script. */
export function Filters(
  { address, made }: { readonly address: LettersAddress; readonly made: number },
) {
  const isFiltered = Object.keys(address).length > 0;
  const range = rangeOf(address);
  return (
    <form class="letter-filters" method="get" action="/dead-letters">
      <label>
        Reason{" "}
        <select name="reason">
          <option value="">any</option>
          {Object.keys(REASONS).map((reason) => (
            <option key={reason} value={reason} selected={reason === address.reason}>
              {reason}
            </option>
          ))}
        </select>
      </label>
      <label>
        Device{" "}
        <input
          name="device"
          value={address.device}
          placeholder="any"
          title={`An id, or ${NO_DEVICE} for letters of an unknown sender`}
          autocomplete="off"
          spellcheck={false}
        />
      </label>
      <label>
        Received, UTC{" "}
        <input
          name="range"
          value={range && showRangeText(range, "utc", made)}
          placeholder="in the last 90 days"
          title="now-1h, a date, or two with to between"
          autocomplete="off"
          spellcheck={false}
        />
      </label>
      {range && (
        <>
          <input type="hidden" name="from" value={range.from} />
          <input type="hidden" name="to" value={range.to} />
        </>
      )}
      <button type="submit">Show</button>
      {isFiltered && <a class="btn" href="/dead-letters" aria-current="false">All letters</a>}
    </form>
  );
}

function rangeOf({ duration, from, to = "now" }: LettersAddress): RangeText | undefined {
  const start = duration === undefined ? from : `now-${duration}`;
  return start === undefined ? undefined : { from: start, to };
}
