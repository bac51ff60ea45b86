/** TCP ports of this machine. */
import { SetupError } from "../../devices/lib/program.ts";

/**
 * Where free ports are drawn from: below those that systems give to outgoing connections, one of
 * which would else take the port of a server that is away for a moment.
 */
const [FIRST, LAST] = [15_000, 32_000];

/** `count` different ports on which nothing listens; a moment later somebody else may. */
export function freePorts(count: number): number[] {
  const ports = new Set<number>();
  while (ports.size < count) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST));
    if (isFree(port)) ports.add(port);
  }
  return [...ports];
}

/** Whether one could listen on the port. */
export function isFree(port: number, hostname = "127.0.0.1"): boolean {
  try {
    Deno.listen({ hostname, port }).close();
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.AddrInUse) return false;
    throw error;
  }
}

/**
 * Checks a port that a server is about to take.
 *
 * @param variable the setting that names the port.
 * @throws {SetupError} if something listens there already.
 */
export function requireFree(
  port: number,
  hostname: string,
  server: string,
  variable: string,
): void {
  if (isFree(port, hostname)) return;
  throw new SetupError(
    `Port ${port} on ${hostname} is taken, so ${server} can't start there: ` +
      `stop what listens on it, or set ${variable} to another port`,
  );
}
