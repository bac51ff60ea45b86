/** The passwords of devices: a file of `id,password` lines. */
import { ConfigError } from "./lib/env.ts";
import { DEVICE_ID_RULE, isDeviceId } from "./wire/device_id.ts";

/**
 * Reads the file that `DEVICE_PASSWORDS` names; no file name, no passwords. Empty lines and lines
 * that begin with `#` are passed over; a password may hold commas.
 *
 * @throws {ConfigError} with the number of the line, never with what is in it.
 */
export function readPasswords(path: string): ReadonlyMap<string, string> {
  return path === "" ? new Map() : parsePasswords(readFile(path), `DEVICE_PASSWORDS=${path}`);
}

/** Parses the text of such a file; `name` begins the messages of errors. */
export function parsePasswords(text: string, name: string): Map<string, string> {
  const passwords = new Map<string, string>();
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "" || line.startsWith("#")) continue;
    const fault = addPassword(line, passwords);
    if (fault) throw new ConfigError(`${name}: line ${index + 1}: ${fault}`);
  }
  return passwords;
}

function addPassword(line: string, passwords: Map<string, string>): string | undefined {
  const comma = line.indexOf(",");
  const id = line.slice(0, comma);
  const password = line.slice(comma + 1);
  if (comma < 0 || password === "") return "must be a device id, a comma and a password";
  if (!isDeviceId(id)) return `the id before the comma must be ${DEVICE_ID_RULE}`;
  if (passwords.has(id)) return `the device has a password in an earlier line`;
  passwords.set(id, password);
}

function readFile(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch (error) {
    throw new ConfigError(`DEVICE_PASSWORDS=${path}: can't be read: ${(error as Error).message}`);
  }
}
