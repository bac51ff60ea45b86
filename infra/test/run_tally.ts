/** What a run of tests came to, read from its JUnit report. */

/** Counts of tests and steps. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** The names of those that were skipped, each with its file. */
  readonly skipped: readonly string[];
}

/** Nothing has run. */
export const NOTHING: Tally = { passed: 0, failed: 0, skipped: [] };

const CASE = /<testcase name="([^"]*)" classname="([^"]*)"[^>]*>([\s\S]*?)<\/testcase>/g;

/** Reads the report that `deno test --junit-path` writes. */
export function readReport(xml: string): Tally {
  let passed = 0;
  let failed = 0;
  const skipped: string[] = [];
  for (const [, name, file, body] of xml.matchAll(CASE)) {
    if (body.includes("<skipped")) skipped.push(`${unescaped(name)} (${unescaped(file)})`);
    else if (/<(failure|error)\b/.test(body)) failed++;
    else passed++;
  }
  return { passed, failed, skipped };
}

/** Both together. */
export function add(a: Tally, b: Tally): Tally {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: [...a.skipped, ...b.skipped],
  };
}

/** The closing line, the same whatever ran: `12 passed, 0 failed`, and what was skipped if any. */
export function closingLine({ passed, failed, skipped }: Tally): string {
  const line = `${passed} passed, ${failed} failed`;
  return skipped.length === 0 ? line : `${line}, ${skipped.length} skipped`;
}

const ENTITIES: Record<string, string> = { lt: "<", gt: ">", quot: '"', apos: "'", amp: "&" };

function unescaped(text: string): string {
  return text.replace(/&(\w+);/g, (entity, name) => ENTITIES[name] ?? entity);
}
