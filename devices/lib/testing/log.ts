/** A log for tests. */
import type { Log } from "../log.ts";

/** A log that keeps its lines, each beginning with its level. */
export function memoryLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const keep = (level: string) => (line: string) => void lines.push(`${level}: ${line}`);
  return { lines, info: keep("info"), warn: keep("warn"), error: keep("error") };
}
