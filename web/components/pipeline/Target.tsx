import { useState } from "preact/hooks";
import { formatNumber } from "../../client/format/number.ts";
import { setTarget, target } from "../../client/settings.ts";

/** The latency that P95 should stay under; kept in this browser. */
export function Target() {
  const [isWrong, setWrong] = useState(false);
  return (
    <form class="inline needs-script" onSubmit={(event) => event.preventDefault()}>
      <label class="st">
        <small>Target: P95 under, ms</small>
        <input
          class="short-field"
          inputMode="numeric"
          value={formatNumber(target.value)}
          aria-invalid={isWrong}
          title="A number of milliseconds from 1 to 600,000"
          onChange={(event) => setWrong(!setTarget(localStorage, event.currentTarget.value))}
        />
      </label>
      {isWrong && <small class="crit" role="alert">1 to 600,000 ms</small>}
    </form>
  );
}
