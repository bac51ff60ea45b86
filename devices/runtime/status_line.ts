/** The line that says how the devices of a process are doing, for people and for the demo. */

/** What the status line counts. The last five are shown only when they are not 0. */
export interface StatusCounts {
  /** Devices that are connected. */
  readonly online: number;
  /** Readings in the outboxes: not said to be stored yet. */
  readonly waiting: number;
  /** Publications that the broker has taken since the start. */
  readonly published: number;
  /** Readings that were given up since the start: for newer ones, or because nobody took them. */
  readonly evicted: number;
  /** Devices started again after a fault, since the start. */
  readonly restarts: number;
  /** Publications that the broker refused, since the start; the readings stay in the outbox. */
  readonly refused: number;
  /** Readings over 16 KiB, since the start; they got no number. */
  readonly oversize: number;
  /** Readings in memory because the outbox can't be written. */
  readonly memory: number;
  /** Readings given up because the outbox could not be written and the memory was at the limit. */
  readonly dropped: number;
  /** Messages on `stored/…` that could not be read, since the start. */
  readonly malformed: number;
}

const WORDS: Readonly<Record<keyof StatusCounts, string>> = {
  online: "online",
  waiting: "waiting",
  published: "published",
  evicted: "evicted",
  restarts: "restarts",
  refused: "refused by the broker",
  oversize: "too large",
  memory: "in memory",
  dropped: "dropped",
  malformed: "malformed",
};
const ALWAYS: ReadonlySet<string> = new Set([
  "online",
  "waiting",
  "published",
  "evicted",
  "restarts",
]);

/** Such as `10 online · 0 waiting · 1234 published · 0 evicted · 0 restarts`. */
export function formatStatus(counts: StatusCounts): string {
  return Object.entries(WORDS)
    .map(([name, words]) => ({ name, words, count: counts[name as keyof StatusCounts] }))
    .filter(({ name, count }) => count !== 0 || ALWAYS.has(name))
    .map(({ words, count }) => `${count} ${words}`)
    .join(" · ");
}

/** The counts of a log line that ends with a status line; `undefined` for any other line. */
export function parseStatus(line: string): StatusCounts | undefined {
  const begin = line.search(/\d+ online · /);
  if (begin < 0) return undefined;
  const counts: Record<string, number> = {};
  for (const name of Object.keys(WORDS)) counts[name] = 0;
  for (const part of line.slice(begin).split(" · ")) {
    const [, count, words] = /^(\d+) (.+)$/.exec(part) ?? [];
    const name = Object.keys(WORDS).find((name) => WORDS[name as keyof StatusCounts] === words);
    if (name === undefined) return undefined;
    counts[name] = Number(count);
  }
  return counts as unknown as StatusCounts;
}
