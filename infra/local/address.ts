/** Addresses of the servers. */

const DEFAULT_PORTS: Record<string, number> = {
  "mqtt:": 1883,
  "mqtts:": 8883,
  "http:": 80,
  "https:": 443,
  "postgres:": 5432,
  "postgresql:": 5432,
};

/** Host and port of a URL, with the protocol's own port where it names none. */
export function address(url: string): { hostname: string; port: number } {
  const { protocol, hostname, port } = new URL(url);
  return { hostname, port: Number(port) || DEFAULT_PORTS[protocol] };
}

/** The IPv4 loopback address that a URL names, or undefined if it names another host. */
export function loopback(url: string): string | undefined {
  const { hostname } = new URL(url);
  if (hostname === "localhost") return "127.0.0.1";
  return /^127\.\d+\.\d+\.\d+$/.test(hostname) ? hostname : undefined;
}

/** The URL without user and password, for sentences. */
export function withoutLogin(url: string): string {
  return url.replace(/\/\/[^@/]*@/, "//");
}
