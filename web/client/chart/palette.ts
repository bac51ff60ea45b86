/** Colours for canvases, as the theme has them at this moment. */

const NAMES = [
  "sheet",
  "ink",
  "ink-2",
  "ink-3",
  "rule",
  "calm",
  "late",
  "crit",
  "warn",
  "wait",
  "dead",
  "evict",
  "s1",
  "s2",
  "s3",
  "s4",
] as const;

/** A token of `tokens.css` that canvases use. */
export type ColourName = typeof NAMES[number];

/** What each token is now, as a colour that a canvas takes. */
export type Palette = Readonly<Record<ColourName, string>>;

/** The font of ticks and tags. */
export const CHART_FONT = '11px system-ui, -apple-system, "Segoe UI", Roboto, Arial, sans-serif';

/**
 * Reads the colours from a probe: a custom property alone gives back the text `light-dark(…)`, the
 * computed `color` is one of the two. Ask again when the theme has changed.
 */
export function readPalette(): Palette {
  const probe = document.createElement("span");
  probe.hidden = true;
  document.body.append(probe);
  const colours = NAMES.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color] as const;
  });
  probe.remove();
  return Object.fromEntries(colours) as Record<ColourName, string>;
}

/** A colour of a palette, thinner. */
export function withAlpha(colour: string, alpha: number): string {
  return colour.replace(/^rgb\((.+)\)$/, `rgba($1, ${alpha})`);
}
