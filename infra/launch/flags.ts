/** What a program may do, as Deno's permission flags. */
import { address } from "../local/address.ts";

/** A list of what is allowed, or everything: only for tools, never for programs. */
export type Allowed = readonly string[] | "all";

/** A program's permissions; what is left out is denied. */
export interface Permissions {
  /** Names of environment variables; any other reads as unset. */
  readonly env: Allowed;
  /** `host:port`, `host` or `:port`. */
  readonly net?: Allowed;
  /** Files and folders; empty entries (an unset path) are left out. */
  readonly read?: Allowed;
  readonly write?: Allowed;
  /** Executables. */
  readonly run?: Allowed;
  /** Names of system calls, as of `--allow-sys`. */
  readonly sys?: Allowed;
}

/** The flags of `deno run`. Nothing is asked for at run time: what isn't listed fails. */
export function toFlags({ env, net, read, write, run, sys }: Permissions): string[] {
  return [
    "--no-prompt",
    // MQTT.js and postgres list the environment: let them see an empty one.
    ...env === "all" ? [] : ["--ignore-env"],
    ...flag("--allow-env", env),
    ...flag("--allow-net", net),
    ...flag("--allow-read", read),
    ...flag("--allow-write", write),
    ...flag("--allow-run", run),
    ...flag("--allow-sys", sys),
  ];
}

function flag(name: string, allowed: Allowed = []): string[] {
  if (allowed === "all") return [name];
  const given = [...new Set(allowed)].filter((value) => value !== "");
  // Without a value the flag would allow everything. A comma within a path is written twice.
  const values = given.map((value) => value.replaceAll(",", ",,"));
  return values.length === 0 ? [] : [`${name}=${values.join(",")}`];
}

/** `host:port` of each URL, for `--allow-net`; empty ones are left out. */
export function hosts(...urls: readonly string[]): string[] {
  return urls.filter((url) => url !== "").map((url) => {
    const { hostname, port } = address(url);
    return `${hostname}:${port}`;
  });
}
