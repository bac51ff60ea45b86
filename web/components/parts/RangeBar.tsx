import { useState } from "preact/hooks";
import { presetQuery, PRESETS } from "../../client/range/presets.ts";
import { parseRangeText, type RangeText, showRangeText } from "../../client/range/range_text.ts";
import { serverNow } from "../../client/live/session.ts";
import { zone } from "../../client/settings.ts";
import { useNow } from "./hooks.ts";

/** Ranges by one click, or typed. Links and a form, so that they work without script. */
export function RangeBar(
  { range, path, presets = PRESETS, made, onGo, keep = "" }: {
    readonly range: RangeText;
    readonly path: string;
    readonly presets?: readonly string[];
    readonly made: number;
    readonly onGo: (range: RangeText) => void;
    /** Other parameters of the address that stay, beginning with `&`. */
    readonly keep?: string;
  },
) {
  return (
    <>
      <span class="seg" role="group" aria-label="Range">
        {presets.map((preset) => (
          <a
            key={preset}
            class="btn"
            href={`${path}?${presetQuery(preset)}${keep}`}
            aria-current={isPreset(range, preset) ? "true" : "false"}
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return;
              event.preventDefault();
              onGo({ from: `now-${preset}`, to: "now" });
            }}
          >
            {preset}
          </a>
        ))}
      </span>
      <RangeField range={range} made={made} onGo={onGo} />
    </>
  );
}

/** The preset that a key asks for, or undefined. */
export function presetRange(index: number): RangeText | undefined {
  const preset = PRESETS[index];
  return preset === undefined ? undefined : { from: `now-${preset}`, to: "now" };
}

function RangeField(
  { range, made, onGo }: {
    readonly range: RangeText;
    readonly made: number;
    readonly onGo: (range: RangeText) => void;
  },
) {
  const [problem, setProblem] = useState<string>();
  const [draft, setDraft] = useState<string>(); // or each tick would undo what is being typed
  const now = useNow(made);
  const leave = () => {
    setDraft(undefined);
    setProblem(undefined);
  };
  const blur = ({ currentTarget }: FocusEvent & { currentTarget: HTMLInputElement }) => {
    const isWindows = document.activeElement === currentTarget; // which comes back
    if (!isWindows) leave();
  };
  const submit = (event: SubmitEvent & { currentTarget: HTMLFormElement }) => {
    event.preventDefault();
    const { value } = event.currentTarget.elements.namedItem("range") as HTMLInputElement;
    try {
      onGo(parseRangeText(value, zone.peek(), serverNow()));
      leave();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      setProblem(error.message);
    }
  };
  const name = `From and to, ${zone.value === "utc" ? "UTC" : "local time"}`;
  return (
    <form class="inline range p1" onSubmit={submit} title="now-1h, a date, or two with to between">
      <input
        name="range"
        aria-label={name}
        aria-invalid={problem !== undefined}
        autocomplete="off"
        spellcheck={false}
        value={draft ?? showRangeText(range, zone.value, now)}
        onInput={(event) =>
          setDraft(event.currentTarget.value)}
        onBlur={blur}
      />
      {problem && <small class="crit" role="alert">{problem}</small>}
    </form>
  );
}

function isPreset(range: RangeText, preset: string): boolean {
  return range.to === "now" && range.from === `now-${preset}`;
}
