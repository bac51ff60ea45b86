/** Counts what Maven says that it has fetched. */

const UNITS: Record<string, number> = { B: 1e-6, kB: 1e-3, MB: 1, GB: 1e3 };
/** Such as `Downloaded from central: …/netty-codec-4.1.jar (7.3 MB at 12 MB/s)`. */
const DOWNLOADED = /Downloaded from \S+: \S+ \(([\d.]+) (B|kB|MB|GB)/;

/** Files and their size so far. */
export class Downloads {
  #files = 0;
  #megabytes = 0;

  /** Takes a line of Maven's in. */
  read(line: string): void {
    const [, size, unit] = DOWNLOADED.exec(line) ?? [];
    if (size === undefined) return;
    this.#files++;
    this.#megabytes += Number(size) * UNITS[unit];
  }

  toString(): string {
    return `fetched ${this.#files} files, ${this.#megabytes.toFixed(0)} MB so far`;
  }
}
