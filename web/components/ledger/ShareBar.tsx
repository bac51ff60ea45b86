/** A part of a bar. */
export interface Part {
  /** `wait` is hatched, `dead` dotted, `evict` and `rest` are hollow. */
  readonly colour: "calm" | "rest" | "wait" | "dead" | "evict" | "crit";
  readonly name: string;
  readonly count: number;
}

/** Not in a sheet, where a `url(#…)` may be looked for in the sheet. */
const FILLS: Partial<Record<Part["colour"], string>> = {
  wait: "url(#share-wait)",
  dead: "url(#share-dead)",
};

/** Parts of a whole side by side. Drawn, because a page may not set styles inline. */
export function ShareBar(
  { label, parts }: { readonly label: string; readonly parts: readonly Part[] },
) {
  const whole = parts.reduce((sum, { count }) => sum + count, 0);
  let end = 0;
  return (
    <svg class="share" role="img" aria-label={label}>
      {parts.some(({ colour }) => colour in FILLS) && <Patterns />}
      {parts.map(({ colour, count }) => {
        const from = end;
        end += count;
        return (
          <rect
            key={colour}
            class={`part-${colour}`}
            fill={FILLS[colour]}
            x={`${100 * from / whole}%`}
            width={`${100 * count / whole}%`}
            height="100%"
          />
        );
      })}
    </svg>
  );
}

function Patterns() {
  const common = { patternUnits: "userSpaceOnUse" } as const;
  return (
    <defs>
      <pattern id="share-wait" class="wait" width="6" height="6" {...common}>
        <path d="M0 6L6 0M-1 1L1-1M5 7L7 5" stroke="currentColor" stroke-width="1.5" />
      </pattern>
      <pattern id="share-dead" class="dead" width="4" height="4" {...common}>
        <circle cx="2" cy="2" r="1.1" fill="currentColor" />
      </pattern>
    </defs>
  );
}
