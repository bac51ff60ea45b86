/** The ranges that one click or one key asks for. */

/** `label` is also the duration as the URL has it. */
export const PRESETS = ["5m", "15m", "1h", "6h", "24h", "7d", "30d", "90d"] as const;

/** The address of a relative range: `from=now-1h&to=now`, as people share it. */
export function presetQuery(preset: string): string {
  return `from=now-${preset}&to=now`;
}
