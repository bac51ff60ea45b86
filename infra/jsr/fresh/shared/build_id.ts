/** The name of a build, which is part of the URLs of its files. In browsers: a constant. */
import { createHash } from "node:crypto";

const source = Deno.env.get("DENO_DEPLOYMENT_ID") || Deno.env.get("GITHUB_SHA") ||
  Deno.env.get("CI_COMMIT_SHA") || crypto.randomUUID();

let current = createHash("sha1").update(source).digest("hex");

/** The build in use: 40 hexadecimal digits. */
export function buildId(): string {
  return current;
}

/** Takes the name of a build that was made earlier. */
export function setBuildId(id: string): void {
  current = id;
}
