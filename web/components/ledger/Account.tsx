import type { ComponentChildren } from "preact";
import type { Ledger } from "../../data/types.ts";
import { verdictOn } from "../../client/ledger/verdict.ts";
import { formatNumber } from "../../client/format/number.ts";
import { Section } from "../parts/Section.tsx";

/** The fleet's sum, closed by a double rule while it balances. */
export function Account({ fleet }: { readonly fleet: Ledger["fleet"] }) {
  const { missing, abandoned } = fleet;
  const { colour, shape } = verdictOn({ ...fleet, abandoned: 0, waiting: 0 });
  const accounted = fleet.produced - (missing ?? 0);
  return (
    <Section title="The account">
      <dl class="account">
        <dt>Produced by {formatNumber(fleet.devices)} devices</dt>
        <dd>{formatNumber(fleet.produced)}</dd>
        <Term colour="ok" name="Stored">{fleet.stored}</Term>
        <Term colour="dead" name={<a href="/dead-letters">Dead-lettered</a>}>
          {fleet.dead_lettered}
        </Term>
        <Term colour="wait" name="Waiting in device outboxes">{fleet.waiting}</Term>
        <Term colour="evict" name="Evicted from outboxes">{fleet.evicted}</Term>
        <dt class="sum1">Accounted for</dt>
        <dd class="sum1">{missing === null ? "–" : formatNumber(accounted)}</dd>
        <dt class={`sum2 ${colour}`}>
          <i class={`i ${shape}`} /> Missing
        </dt>
        <dd class={`sum2 ${colour}`}>{formatNumber(missing)}</dd>
      </dl>
      <p class="note">
        Produced is each device's own counter at its last report. A device that is offline is
        counted up to then, and its line says when.
        {missing === null &&
          " The database has not yet applied all that it took: what is missing shows when it has."}
        {abandoned > 0 &&
          ` ${formatNumber(abandoned)} of those that wait are abandoned: their device has ` +
            "forgotten them."}
      </p>
    </Section>
  );
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
