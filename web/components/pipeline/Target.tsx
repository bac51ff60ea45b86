import { useState } from "preact/hooks";
import { formatNumber } from "../../client/format/number.ts";
import { setTarget, target } from "../../client/settings.ts";

/** The latency that P95 should stay under; kept in this browser. */
export function Target() {
  const [isWrong, setWrong] = useState(false);
  const [draft, setDraft] = useState<string>(); // or saying that it is wrong would undo it
  const change = ({ currentTarget }: Event & { currentTarget: HTMLInputElement }) => {
    const isSet = setTarget(localStorage, currentTarget.value);
    setWrong(!isSet);
    if (isSet) setDraft(undefined);
  };
  return (
    <form class="inline needs-script" onSubmit={(event) => event.preventDefault()}>
      <label class="st">
        <small>Target: P95 under, ms</small>
        <input
          class="short-field"
          inputMode="numeric"
          value={draft ?? formatNumber(target.value)}
          aria-invalid={isWrong}
          title="A number of milliseconds from 1 to 600,000"
          onInput={(event) => setDraft(event.currentTarget.value)}
          onChange={change}
        />
      </label>
      {isWrong && <small class="crit" role="alert">1 to 600,000 ms</small>}
    </form>
  );
}
