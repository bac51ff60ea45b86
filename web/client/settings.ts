/** What a person sets in this browser: time zone, theme, single-key shortcuts, latency target. */
import { type Signal, signal } from "@preact/signals";
import type { Zone } from "./format/time.ts";

/** Times are shown in UTC until asked otherwise: a page then reads the same for everyone. */
export const zone: Signal<Zone> = signal("utc");

/** Null follows the system. */
export const theme: Signal<"light" | "dark" | null> = signal(null);

/** Whether single letters act (WCAG 2.1.4 asks for a way to switch them off). */
export const shortcuts: Signal<boolean> = signal(true);

/** The latency that P95 should stay under when nobody has chosen another, in ms. */
export const DEFAULT_TARGET = 2_000;

/** The latency that P95 should stay under, in ms. */
export const target: Signal<number> = signal(DEFAULT_TARGET);

/** Where settings are kept: `localStorage`, or nothing where a browser forbids it. */
export type Keep = Pick<Storage, "getItem" | "setItem">;

/** Reads what was set before; once, when the page has started. */
export function loadSettings(keep: Keep): void {
  if (keep.getItem("zone") === "local") zone.value = "local";
  const kept = keep.getItem("theme");
  theme.value = kept === "light" || kept === "dark" ? kept : null;
  shortcuts.value = keep.getItem("shortcuts") !== "off";
  target.value = parseTarget(keep.getItem("target") ?? "") ?? DEFAULT_TARGET;
}

/** Switches between UTC and the browser's zone. */
export function toggleZone(keep: Keep): void {
  zone.value = zone.value === "utc" ? "local" : "utc";
  keep.setItem("zone", zone.value);
}

/** Switches to the other theme than the one that is shown. */
export function toggleTheme(keep: Keep, shown: "light" | "dark"): void {
  theme.value = shown === "dark" ? "light" : "dark";
  keep.setItem("theme", theme.value);
}

/** Switches single-key shortcuts on or off. */
export function setShortcuts(keep: Keep, on: boolean): void {
  shortcuts.value = on;
  keep.setItem("shortcuts", on ? "on" : "off");
}

/** Sets the target; false (and nothing set) if the text is not a number of ms from 1 to 600,000. */
export function setTarget(keep: Keep, text: string): boolean {
  const ms = parseTarget(text);
  if (ms === undefined) return false;
  target.value = ms;
  keep.setItem("target", String(ms));
  return true;
}

function parseTarget(text: string): number | undefined {
  const ms = Number(text.replaceAll(",", ""));
  return /^[\d,]{1,9}$/.test(text) && ms >= 1 && ms <= 600_000 ? ms : undefined;
}
