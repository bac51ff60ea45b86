import { pausedAt, streamState } from "../../client/live/session.ts";

/** Whether the page is live; speaks only when that changes. */
export function LiveState() {
  const [colour, shape, word] = described();
  return (
    <span class={`live st ${colour}`} role="status">
      <i class={`i ${shape}`} />
      {word}
    </span>
  );
}

function described(): readonly [string, string, string] {
  if (pausedAt.value !== null) return ["stale", "pause", "Paused"];
  switch (streamState.value.at) {
    case "live":
      return ["ok", "online", "Live"];
    case "lost":
      return ["crit", "offline", "Not live"];
    default:
      return ["off", "half", "Connecting"];
  }
}
