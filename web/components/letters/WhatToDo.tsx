import { isReason, replayCommand } from "../../client/letters/address.ts";
import CopyCommand from "../../islands/CopyCommand.tsx";

/** What to do about letters of a reason and a device, or of any. */
export function WhatToDo(
  { reason, device }: { readonly reason?: string; readonly device?: string },
) {
  const command = replayCommand({
    reason: reason !== undefined && isReason(reason) ? reason : undefined,
    device,
  });
  return (
    <p class="what-to-do">
      {reason === "database_refused"
        ? "See what deno task doctor says of the tables and mend them, then: "
        : "Fix the sender, or after a fix of the decoder: "}
      <code>{command}</code> <CopyCommand command={command} />
    </p>
  );
}
