import type { Sums } from "../../data/ledger/types.ts";
import { formatNumber } from "../../client/format/number.ts";
import { Section } from "../parts/Section.tsx";

const TERMS = [
  ["wait", "waiting", "waiting"],
  ["dead", "dead-lettered", "dead_lettered"],
  ["evict", "evicted", "evicted"],
  ["crit", "missing", "missing"],
] as const;

/** Where the readings are: all of them, and below what is not stored, enlarged. */
export function Shares({ sums }: { readonly sums: Sums }) {
  const parts = TERMS.map(([colour, name, term]) => ({ colour, name, count: sums[term] ?? 0 }))
    .filter(({ count }) => count > 0);
  const rest = parts.reduce((sum, { count }) => sum + count, 0);
  const stored = percent(sums.stored, sums.produced);
  return (
    <Section title="Where the readings are">
      <div class="shares">
        <div class="share" role="img" aria-label={`${stored} stored`}>
          <i style={{ flex: sums.stored }} />
          {rest > 0 && <i class="rest" style={{ flex: rest }} />}
        </div>
        {rest > 0 && (
          <>
            <svg class="zoom" viewBox="0 0 1000 16" preserveAspectRatio="none" aria-hidden="true">
              <path d={`M${1000 * sums.stored / sums.produced} 0L0 16M1000 0V16`} />
            </svg>
            <div class="share" role="img" aria-label={`Not stored, enlarged: ${words(parts)}`}>
              {parts.map(({ colour, count }) => (
                <i key={colour} class={colour} style={{ flex: count }} />
              ))}
            </div>
          </>
        )}
        <div class="sharekey">
          <span>
            <i class="sw ok" /> stored<b>{stored}</b>
          </span>
          {parts.map(({ colour, name, count }) => (
            <span key={colour} class={colour}>
              <i class={`sw ${colour}`} /> {name}
              <b>{formatNumber(count)}</b>
            </span>
          ))}
        </div>
        <p class="note">
          {rest > 0
            ? `The lower bar enlarges what is not stored, ${percent(rest, sums.produced)} of all.`
            : "Every reading that was produced is stored."}
        </p>
      </div>
    </Section>
  );
}

/** Never rounds up to the whole. */
function percent(part: number, whole: number): string {
  if (part === whole) return whole === 0 ? "0 %" : "100 %";
  return `${formatNumber(Math.floor(1e6 * part / whole) / 1e4, 4)} %`;
}

function words(parts: readonly { readonly name: string; readonly count: number }[]): string {
  return parts.map(({ name, count }) => `${formatNumber(count)} ${name}`).join(", ");
}
