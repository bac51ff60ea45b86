/** What a process has used so far, from Linux's /proc. */

/** CPU time in seconds (user and system), resident memory now and at its peak in MB. */
export interface Usage {
  readonly cpu: number;
  readonly memory: number;
  readonly peak: number;
}

/** Clock ticks a second in /proc/PID/stat: 100 on every Linux that Deno runs on (sysconf(3)). */
const TICKS = 100;

/** The usage of a process, all its threads together; fails if there is no such process. */
export async function usage(pid: number): Promise<Usage> {
  const [stat, status] = await Promise.all([proc(pid, "stat"), proc(pid, "status")]);
  return parseUsage(stat, status);
}

/** The usage that the texts of /proc/PID/stat and /proc/PID/status tell (proc(5)). */
export function parseUsage(stat: string, status: string): Usage {
  // The program's name, in parentheses, may hold spaces: fields are counted after it.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const megabytes = (key: string) =>
    Number(status.match(new RegExp(`^${key}:\\s+(\\d+) kB`, "m"))?.[1]) / 1024;
  return {
    cpu: (Number(fields[11]) + Number(fields[12])) / TICKS,
    memory: megabytes("VmRSS"),
    peak: megabytes("VmHWM"),
  };
}

/** Deno reads /proc itself only with every permission; `cat` needs just its own. */
async function proc(pid: number, file: string): Promise<string> {
  const { success, stdout } = await new Deno.Command("cat", { args: [`/proc/${pid}/${file}`] })
    .output();
  if (!success) throw new Error(`No process with the id ${pid}`);
  return new TextDecoder().decode(stdout);
}
