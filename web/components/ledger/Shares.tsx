import type { Sums } from "../../data/ledger/types.ts";
import { formatNumber } from "../../client/format/number.ts";
import { Section } from "../parts/Section.tsx";
import { type Part, ShareBar } from "./ShareBar.tsx";

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
  const all: Part[] = [
    { colour: "calm", name: "stored", count: sums.stored },
    { colour: "rest", name: "not stored", count: rest },
  ];
  return (
    <Section title="Where the readings are">
      <div class="shares">
        <ShareBar label={`${stored} stored`} parts={all} />
        {rest > 0 && (
          <>
            <svg class="zoom" aria-hidden="true">
              <line x1={`${100 * sums.stored / (sums.stored + rest)}%`} y1="0" x2="0" y2="16" />
            </svg>
            <ShareBar label={`Not stored, enlarged: ${words(parts)}`} parts={parts} />
          </>
        )}
        <div class="sharekey">
          <span>
            <i class="sw ok" /> stored<b>{stored}</b>
          </span>
          {parts.map(({ colour, name, count }) => (
            <span key={colour} class={colour}>
              <i class={`sw ${colour}`} />{" "}
              {colour === "dead" ? <a href="/dead-letters">{name}</a> : name}
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

function words(parts: readonly Part[]): string {
  return parts.map(({ name, count }) => `${formatNumber(count)} ${name}`).join(", ");
}
