/** What a program says of itself at `/metrics`, in Prometheus' text format. */

/** All metrics of a program; `url` has no slash at the end. */
export async function readMetrics(url: string): Promise<string> {
  return await (await fetch(`${url}/metrics`)).text();
}

/** The sum of all samples of a metric, whatever their labels; 0 if there are none. */
export function sumOf(metrics: string, name: string): number {
  return metrics.split("\n")
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `))
    .reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0);
}
