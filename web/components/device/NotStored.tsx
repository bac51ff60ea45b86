import { useState } from "preact/hooks";
import type { Span } from "../../data/ledger/types.ts";
import type { DeviceModel } from "../../client/device/model.ts";
import { SWATCHES } from "../../client/device/lane_words.ts";
import { formatNumber } from "../../client/format/number.ts";
import {
  countsOf,
  fateOf,
  fateWords,
  holesWithin,
  type ToldFate,
} from "../../client/series/holes.ts";
import { useNow } from "../parts/hooks.ts";
import { PassingButton } from "../parts/PassingButton.tsx";
import { Scroll, Section } from "../parts/Section.tsx";
import { At } from "../parts/When.tsx";

/** Rows at first, and rows that are added at a time. */
const FEW = 8;
const PART = 100;

const WHY: Readonly<Partial<Record<NonNullable<Span["reason"]>, string>>> = {
  overflow: "outbox full",
  unanswered: "never answered",
};

/** The readings of the range that are not stored, as the lane has them, in figures; newest first. */
export function NotStored({ model, made }: { readonly model: DeviceModel; readonly made: number }) {
  const [length, setLength] = useState(FEW);
  const [account, range] = [model.account.value, model.bounds(useNow(made))];
  const reasons = model.reasons.value;
  const spans = holesWithin(reasons.holes, range)
    .flatMap(({ spans }) => spans).reverse();
  if (account === null || spans.length === 0) return null;
  const shown = spans.slice(0, length);
  const left = spans.length - shown.length;
  return (
    <Section
      title="Not stored"
      end={
        <small>
          {reasons.isOf(range) ? "in this range" : "known so far"}: {fateWords(countsOf(spans))}
        </small>
      }
    >
      <Scroll label="Readings of the range that are not stored">
        <table>
          <thead>
            <tr>
              <th scope="col">What</th>
              <th scope="col" class="num">Readings</th>
              <th scope="col" class="num p1">Seq</th>
              <th scope="col">After</th>
              <th scope="col" class="p1">Before</th>
              <th scope="col" class="num p1">Epoch</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((span) => (
              <tr key={`${span.epoch} ${span.from}`}>
                <th scope="row">
                  <Fate fate={fateOf(span)} why={span.reason && WHY[span.reason]} />
                </th>
                <td class="num">{formatNumber(span.count)}</td>
                <td class="num p1">{seqs(span)}</td>
                <td>{span.after === null ? "–" : <At ms={span.after} made={made} />}</td>
                <td class="p1">
                  {span.before === null ? "–" : <At ms={span.before} made={made} />}
                </td>
                <td class="num id p1">{span.epoch}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
      {left > 0 && (
        <PassingButton
          class="more needs-script"
          onClick={() => setLength(length + PART)}
        >
          Show {formatNumber(Math.min(PART, left))} older
        </PassingButton>
      )}
      {account.left_out > 0 && (
        <p class="note">
          There are {formatNumber(account.left_out)}{" "}
          more stretches: those that lie close together are shown as one. A shorter range shows
          each.
        </p>
      )}
    </Section>
  );
}

function Fate({ fate, why }: { readonly fate: ToldFate; readonly why?: string | null }) {
  return (
    <span class={`st ${SWATCHES[fate]}`}>
      <i class={`sw ${SWATCHES[fate]}`} />
      <span>
        {fate}
        {why && <span class="p1">, {why}</span>}
      </span>
    </span>
  );
}

function seqs({ from, to }: Span): string {
  return from === to ? `${from}` : `${from}–${to}`;
}
