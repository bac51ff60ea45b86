import type { Ledger } from "../../data/types.ts";
import { formatNumber } from "../../client/format/number.ts";
import { Section } from "../parts/Section.tsx";
import { AccountList, accountNote } from "./AccountList.tsx";

/** The fleet's sum. */
export function Account({ fleet }: { readonly fleet: Ledger["fleet"] }) {
  return (
    <Section title="The account">
      <AccountList
        sums={fleet}
        producers={`by ${formatNumber(fleet.devices)} devices`}
        outbox="device outboxes"
        letters="/dead-letters"
      />
      <p class="note">
        Produced is each device's own counter at its last report. A device that is offline is
        counted up to then, and its line says when. {accountNote(fleet)}
      </p>
    </Section>
  );
}
