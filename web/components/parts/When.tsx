import { formatAge } from "../../client/format/age.ts";
import { formatTime } from "../../client/format/time.ts";
import { zone } from "../../client/settings.ts";
import { useNow } from "./hooks.ts";

/** A moment in the chosen zone, with its date when it is not today. */
export function At(
  { ms, made, digits = 0 }: {
    readonly ms: number;
    readonly made: number;
    readonly digits?: 0 | 3;
  },
) {
  const now = useNow(made);
  return (
    <time dateTime={new Date(ms).toISOString()}>{formatTime(ms, zone.value, now, digits)}</time>
  );
}

/** How long ago a moment was, counting. */
export function Age({ since, made }: { readonly since: number | null; readonly made: number }) {
  const now = useNow(made);
  return <span class="age">{since === null ? "never" : formatAge(now - since)}</span>;
}
