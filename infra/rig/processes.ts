/** The operating system's list of processes (Linux and macOS). */

/** One process. */
interface Process {
  readonly pid: number;
  readonly parent: number;
}

/** A container often has no ps, but always /proc; Deno itself does not open that. */
const LINUX = ["sh", "-c", "cat /proc/[0-9]*/stat 2>/dev/null"];
const OTHERS = ["ps", "-A", "-o", "pid=,stat=,ppid="];
/** `4711 (name) S 1 …`, where the name may hold anything, or `4711 S 1`. */
const LINE = /^ *(\d+) +(?:\(.*\) )?([A-Z])\S* +(\d+)/;

/** Those that run now; what has ended and only waits for its parent to look does not. */
async function running(): Promise<Process[]> {
  const [command, ...args] = Deno.build.os === "linux" ? LINUX : OTHERS;
  const { stdout } = await new Deno.Command(command, { args, stdin: "null" }).output();
  const lines = new TextDecoder().decode(stdout).split("\n");
  return lines.flatMap((line) => {
    const [, pid, state, parent] = LINE.exec(line) ?? [];
    return pid === undefined || state === "Z" ? [] : [{ pid: +pid, parent: +parent }];
  });
}

/** The process and all that it, or what it started, has started. */
export async function familyOf(pid: number): Promise<number[]> {
  const all = await running();
  const family = [pid];
  for (const member of family) { // grows as it goes
    family.push(...all.filter(({ parent }) => parent === member).map(({ pid }) => pid));
  }
  return family;
}

/** Those of `pids` that still run. */
export async function survivors(pids: readonly number[]): Promise<number[]> {
  const all = new Set((await running()).map(({ pid }) => pid));
  return pids.filter((pid) => all.has(pid));
}

/** Ends processes as crashes would. */
export function killAll(pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      Deno.kill(pid, "SIGKILL");
    } catch {
      // it went with another one
    }
  }
}
