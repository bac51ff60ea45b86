/** From what the operating system counts to the figures of a reading. */

const MIB = 1024 * 1024;

/** Busy and idle time of one processor since boot, as `os.cpus()` gives it. */
export interface CpuTimes {
  readonly user: number;
  readonly nice: number;
  readonly sys: number;
  readonly idle: number;
  readonly irq: number;
}

/** How busy all processors together were between two looks, in percent; null if no time passed. */
export function cpuUsage(before: readonly CpuTimes[], after: readonly CpuTimes[]): number | null {
  const busy = sum(after, busyTime) - sum(before, busyTime);
  const idle = sum(after, ({ idle }) => idle) - sum(before, ({ idle }) => idle);
  return busy + idle > 0 ? percent(busy, busy + idle) : null;
}

function busyTime({ user, nice, sys, irq }: CpuTimes): number {
  return user + nice + sys + irq;
}

/** Memory figures from bytes; used is what is not available to a program that asks for it. */
export function memoryFigures({ total, available }: { total: number; available: number }) {
  const used = total - available;
  const share = percent(used, total);
  return {
    ram_usage: share,
    memory_total: mebibytes(total),
    memory_used: mebibytes(used),
    memory_available: mebibytes(available),
    memory_percent: share,
  };
}

/** Sizes of a file system in blocks, as `statfs` gives them. */
export interface FileSystem {
  readonly bsize: number;
  readonly blocks: number;
  readonly bfree: number;
  readonly bavail: number;
}

/** Disk figures as `df` counts them: blocks kept for the system are neither used nor free. */
export function diskFigures({ bsize, blocks, bfree, bavail }: FileSystem) {
  const used = blocks - bfree;
  return {
    disk_total: mebibytes(blocks * bsize),
    disk_used: mebibytes(used * bsize),
    disk_free: mebibytes(bavail * bsize),
    disk_percent: percent(used, used + bavail),
  };
}

/**
 * Network figures from the text of `/proc/net/dev`: the sum over all interfaces but the loopback,
 * in bytes since boot.
 *
 * @throws {SyntaxError} if the text is none of it.
 */
export function networkFigures(text: string) {
  const figures = { network_bytes_sent: 0, network_bytes_recv: 0 };
  for (const line of text.trimEnd().split("\n").slice(2)) { // two lines of titles
    const [, name, numbers] = /^\s*([^:]+):\s*(.*)$/.exec(line) ?? [];
    const columns = numbers?.trim().split(/\s+/).map(Number) ?? [];
    if (!Number.isFinite(columns[0]) || !Number.isFinite(columns[8])) {
      throw new SyntaxError(`No line of /proc/net/dev: ${JSON.stringify(line)}`);
    }
    if (name === "lo") continue;
    figures.network_bytes_recv += columns[0];
    figures.network_bytes_sent += columns[8];
  }
  return figures;
}

function sum<T>(list: readonly T[], value: (item: T) => number): number {
  return list.reduce((total, item) => total + value(item), 0);
}

function percent(part: number, whole: number): number {
  return whole > 0 ? Math.round((part / whole) * 1000) / 10 : 0;
}

function mebibytes(bytes: number): number {
  return Math.round(bytes / MIB);
}
