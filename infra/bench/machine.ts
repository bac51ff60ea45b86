/** The machine that is measured on, from Linux's /proc. */

/** Such as `2 cores (AMD EPYC), 23.5 GB; load average 0.31`. */
export async function describeMachine(): Promise<string> {
  const [cpu, memory, load] = await Promise.all(["cpuinfo", "meminfo", "loadavg"].map(read));
  return `${navigator.hardwareConcurrency} cores${describe(cpu, memory, load)}`;
}

/** What the texts of /proc/cpuinfo, /proc/meminfo and /proc/loadavg tell; nothing of empty ones. */
export function describe(cpu: string, memory: string, load: string): string {
  const model = /^model name\s*: (.*)$/m.exec(cpu)?.[1];
  const kilobytes = /^MemTotal:\s*(\d+) kB/m.exec(memory)?.[1];
  return [
    model ? ` (${model.trim()})` : "",
    kilobytes ? `, ${(Number(kilobytes) / 2 ** 20).toFixed(1)} GB` : "",
    load ? `; load average before ${load.split(" ")[0]}` : "",
  ].join("");
}

/** Deno reads /proc itself only with every permission; `cat` needs just its own. */
async function read(file: string): Promise<string> {
  const { stdout } = await new Deno.Command("cat", { args: [`/proc/${file}`] }).output();
  return new TextDecoder().decode(stdout);
}
