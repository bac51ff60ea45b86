import type { ComponentChildren } from "preact";
import { REASONS } from "../../../ingest/reasons.ts";
import { isReason, type LettersAddress, lettersPath } from "../../client/letters/address.ts";

/** A reason as a sentence; one that is given no more has its short name only. */
export function ReasonWords({ reason }: { readonly reason: string }) {
  return <>{isReason(reason) ? REASONS[reason] : <code>{reason}</code>}</>;
}

/** A link to the letters of a reason; one that is given no more can't be asked for. */
export function Linked(
  { reason, address, row, children }: {
    readonly reason: string;
    /** What else is asked for. */
    readonly address?: LettersAddress;
    /** Whether keys stop there. */
    readonly row?: boolean;
    readonly children: ComponentChildren;
  },
) {
  if (!isReason(reason)) return <>{children}</>;
  const path = lettersPath({ ...address, reason });
  return <a href={path} data-row={row} aria-current="false">{children}</a>;
}
