/** What a check of the doctor finds, and how it is shown. */

/** From good to bad; `unknown` is what can't be told from here, and no fault. */
export type Level = "ok" | "unknown" | "warning" | "fault";

/** One line of the doctor. */
export interface Finding {
  readonly level: Level;
  /** What was looked at. */
  readonly what: string;
  readonly value: string;
  /** What to do about it. */
  readonly remedy?: string;
}

const MARKS: Record<Level, string> = { ok: "✓", unknown: "·", warning: "!", fault: "✗" };

/** The lines of the findings, in columns. */
export function table(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ what }) => what.length));
  return findings.map(({ level, what, value, remedy }) => {
    const line = `${MARKS[level]} ${what.padEnd(width)}  ${value}`;
    return remedy === undefined ? line : `${line}: ${remedy}`;
  }).join("\n");
}

/** The exit code by the worst of the findings: 0 all well, 1 a warning, 2 something is broken. */
export function exitCode(findings: readonly Finding[]): number {
  const levels = new Set(findings.map(({ level }) => level));
  if (levels.has("fault")) return 2;
  return levels.has("warning") ? 1 : 0;
}
