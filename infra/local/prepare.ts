/** What every server in Java needs, found or fetched once. */
import type { Environment } from "../../devices/lib/env.ts";
import { fetchJars, type JarsDeps } from "./jars.ts";
import { findJava, type Tool } from "./java.ts";

/** A JDK, and the folder with the jars of `pom.xml`. */
export interface JavaTools {
  readonly java: Tool;
  readonly jars: string;
}

/** What a Java server is started with. */
export interface JavaServerOptions extends JavaTools {
  /** The server's own folder; made if need be. */
  readonly dataDir: string;
  readonly logFile: string;
  /** The address to listen on. Default: 127.0.0.1. */
  readonly hostname?: string;
}

/**
 * Finds Java, of the `JAVA_HOME` in `env` or else on the `PATH`, and fetches the jars if they are
 * not there yet.
 *
 * @throws {SetupError} if Java, or Maven while it is needed, is missing, or Maven fails.
 */
export async function prepareJava(env: Environment, deps: JarsDeps): Promise<JavaTools> {
  const java = await findJava(env, deps.run);
  return { java, jars: await fetchJars(java, deps) };
}
