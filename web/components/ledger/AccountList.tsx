import type { ComponentChildren } from "preact";
import type { Sums } from "../../data/ledger/types.ts";
import { formatNumber } from "../../client/format/number.ts";
import { verdictOn } from "../../client/ledger/verdict.ts";

/** A sum, term by term; closed by a double rule while it balances. */
export function AccountList(
  { sums, producers, outbox, letters }: {
    readonly sums: Sums;
    /** Who produced it, after the word. */
    readonly producers?: string;
    /** Where readings wait, in words. */
    readonly outbox: string;
    /** The address of the dead letters. */
    readonly letters: string;
  },
) {
  const { missing } = sums;
  const { colour, shape } = verdictOn({ ...sums, abandoned: 0, waiting: 0 });
  return (
    <dl class="account">
      <dt>Produced{producers && ` ${producers}`}</dt>
      <dd>{formatNumber(sums.produced)}</dd>
      <Term colour="ok" name="Stored">{sums.stored}</Term>
      <Term colour="dead" name={<a href={letters}>Dead-lettered</a>}>{sums.dead_lettered}</Term>
      <Term colour="wait" name={`Waiting in ${outbox}`}>{sums.waiting}</Term>
      <Term colour="evict" name={`Evicted from ${outbox}`}>{sums.evicted}</Term>
      <dt class="sum1">Accounted for</dt>
      <dd class="sum1">{missing === null ? "–" : formatNumber(sums.produced - missing)}</dd>
      <dt class={`sum2 ${colour}`}>
        <i class={`i ${shape}`} /> Missing
      </dt>
      <dd class={`sum2 ${colour}`}>{formatNumber(missing)}</dd>
    </dl>
  );
}

/** What has to be said of a sum besides its figures. */
export function accountNote({ missing, abandoned }: Sums): string {
  const behind = missing === null
    ? "The database has not yet applied all that it took: what is missing shows when it has. "
    : "";
  const forgotten = abandoned > 0
    ? `${
      formatNumber(abandoned)
    } of those that wait are abandoned: their device has forgotten them.`
    : "";
  return `${behind}${forgotten}`.trim();
}

function Term(
  { colour, name, children }: {
    readonly colour: string;
    readonly name: ComponentChildren;
    readonly children: number;
  },
) {
  return (
    <>
      <dt class="sub">
        <i class={`sw ${colour}`} /> {name}
      </dt>
      <dd>{formatNumber(children)}</dd>
    </>
  );
}
