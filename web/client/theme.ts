/** The theme that is shown, and the script that sets it before anything is painted. */
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { theme } from "./settings.ts";

/** What the system prefers; followed from `watchSystemTheme` on. */
const system: Signal<"light" | "dark"> = signal("light");

/** The theme that the page has now. */
export const shownTheme: ReadonlySignal<"light" | "dark"> = computed(() =>
  theme.value ?? system.value
);

/** Runs in the document's head: a choice that was made before holds from the first paint on. */
export const THEME_SCRIPT =
  `try{const t=localStorage.theme;if(t==="light"||t==="dark")document.documentElement.dataset.theme=t}catch{}`;

/** Follows the system's theme; returns how to stop. */
export function watchSystemTheme(): () => void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const follow = () => system.value = dark.matches ? "dark" : "light";
  follow();
  dark.addEventListener("change", follow);
  return () => dark.removeEventListener("change", follow);
}

/** Puts a choice onto the document. */
export function applyTheme(choice: "light" | "dark" | null): void {
  const { dataset } = document.documentElement;
  if (choice === null) delete dataset.theme;
  else dataset.theme = choice;
}
