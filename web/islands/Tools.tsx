import { useRef } from "preact/hooks";
import { KeyList } from "../components/shell/KeyList.tsx";
import { LiveState } from "../components/shell/LiveState.tsx";
import { useAction, useMount } from "../components/parts/hooks.ts";
import { listenToKeys } from "../client/keys/listen.ts";
import { pause, pausedAt, resume, streamState } from "../client/live/session.ts";
import { loadSettings, theme, toggleTheme, toggleZone, zone } from "../client/settings.ts";
import { applyTheme, shownTheme, watchSystemTheme } from "../client/theme.ts";
import { effect } from "@preact/signals";

/** Without the stream nothing on the page is known to be true any more; the style sheet shows it. */
function markLost(): void {
  document.body.classList.toggle("not-live", streamState.value.at === "lost");
}

/** The right end of the bar: whether the page is live, and what a person can set. */
export default function Tools() {
  const dialog = useRef<HTMLDialogElement>(null);
  useMount(() => {
    loadSettings(localStorage);
    const stops = [
      watchSystemTheme(),
      effect(() => applyTheme(theme.value)),
      listenToKeys(),
      effect(markLost),
    ];
    return () => stops.forEach((stop) => stop());
  });
  const turn = {
    pause: () => pausedAt.peek() === null ? pause() : resume(),
    zone: () => toggleZone(localStorage),
    theme: () => toggleTheme(localStorage, shownTheme.peek()),
    help: () => dialog.current?.open ? dialog.current.close() : dialog.current?.showModal(),
  };
  useAction((action) => {
    if (action.do === "escape" && pausedAt.peek() !== null) turn.pause();
    else if (action.do in turn) turn[action.do as keyof typeof turn]();
    else return false;
    return true;
  });
  const paused = pausedAt.value !== null;
  return (
    <div class="tools needs-script">
      <LiveState />
      <button
        type="button"
        onClick={turn.pause}
        title="Pause the screen; readings are still stored (p)"
      >
        <i class={`i ${paused ? "play" : "pause"}`} />
        {paused ? "Resume" : "Pause"}
      </button>
      <button type="button" class="p1" onClick={turn.zone} title="Time zone (z)">
        {zone.value === "utc" ? "UTC" : "Local"}
      </button>
      <button
        type="button"
        onClick={turn.theme}
        title="Light or dark (d)"
        aria-label="Light or dark"
      >
        <i class="i half" />
      </button>
      <button
        type="button"
        class="p2"
        onClick={turn.help}
        title="Keyboard (?)"
        aria-label="Keyboard shortcuts"
      >
        ?
      </button>
      <KeyList dialog={dialog} />
    </div>
  );
}
