/** A `Log` that keeps what it is told, each line with its level. */
import type { Log } from "../../../devices/lib/log.ts";

/** A log and its lines. */
export interface FakeLog extends Log {
  readonly lines: string[];
}

/** Makes one that is empty. */
export function fakeLog(): FakeLog {
  const lines: string[] = [];
  const at = (level: string) => (message: string) => void lines.push(`${level}: ${message}`);
  return { lines, info: at("info"), warn: at("warn"), error: at("error") };
}
