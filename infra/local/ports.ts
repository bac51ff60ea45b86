/** TCP ports of this machine. */
import { SetupError } from "../../devices/lib/program.ts";

/** `count` different ports on which nothing listens; a moment later somebody else may. */
export function freePorts(count: number): number[] {
  const listeners = Array.from(
    { length: count },
    () => Deno.listen({ hostname: "127.0.0.1", port: 0 }),
  );
  const ports = listeners.map((listener) => listener.addr.port);
  for (const listener of listeners) listener.close();
  return ports;
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
