/** What the ingest says of itself at `/metrics`, in Prometheus' text format. */

const PREFIX = "ledgerline_ingest_";

/** The sum of all samples of a metric whose labels hold `labels`; 0 if there is none. */
export async function metric(
  url: string,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<number> {
  const text = await (await fetch(new URL("/metrics", url))).text();
  const wanted = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return text.split("\n")
    .filter((line) => line.startsWith(`${PREFIX}${name}{`) || line.startsWith(`${PREFIX}${name} `))
    .filter((line) => wanted.every((label) => line.includes(label)))
    .reduce((sum, line) => sum + Number(line.split(" ").at(-1)), 0);
}
