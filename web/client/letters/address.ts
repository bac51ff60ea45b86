/** Addresses of dead letters: what is asked for is all in them. */
import { type Reason, REASONS } from "../../../ingest/reasons.ts";

/** What an address may say besides the place in the list. */
const NAMES = ["reason", "device", "duration", "from", "to"] as const;

/** Which letters, in the words of an address. */
export type LettersAddress = Readonly<Partial<Record<typeof NAMES[number], string>>>;

/** How letters of an unknown sender are asked for; no device can be called so. */
export const NO_DEVICE = "(none)";

/** Whether a text is the short name of a reason: old letters may have some that is given no more. */
export function isReason(text: string): text is Reason {
  return Object.hasOwn(REASONS, text);
}

/** What a query asks for. */
export function lettersAddress(query: URLSearchParams): LettersAddress {
  const said = NAMES.map((name) => [name, query.get(name)] as const);
  return Object.fromEntries(said.filter(([, value]) => value !== null));
}

/** The query that asks for letters, those after a place if one is given. */
export function lettersQuery(address: LettersAddress, before?: string): string {
  const said = before === undefined ? address : { ...address, before };
  return new URLSearchParams(said).toString().replaceAll("%3A", ":");
}

/** The page of letters. */
export function lettersPath(address: LettersAddress, before?: string): string {
  const query = lettersQuery(address, before);
  return query === "" ? "/dead-letters" : `/dead-letters?${query}`;
}

/**
 * Where a form of the page leads: fields that were left empty say nothing. Undefined if the address
 * is as it should be.
 */
export function tidyPath({ searchParams }: URL): string | undefined {
  const empty = [...searchParams].filter(([, value]) => value.trim() === "");
  if (empty.length === 0) return undefined;
  const left = new URLSearchParams(searchParams);
  for (const [name] of empty) left.delete(name);
  return left.size === 0 ? "/dead-letters" : `/dead-letters?${left}`;
}

/** The next moment, as an address has it: the database counts in microseconds. */
export function justAfter(ms: number): string {
  return (ms + 0.001).toFixed(3);
}

/** What an address asks for of the time before its answer was cut; its range began at `from`. */
export function upToCut<A extends LettersAddress>(
  { duration: _, ...rest }: A,
  from: number,
  cut: number,
) {
  return { ...rest, from: String(Math.floor(from)), to: justAfter(cut) };
}

const MARGIN = 60_000; // ms

/** The device's page over the time around a moment. */
export function deviceAt(device: string, ms: number): string {
  const [from, to] = [Math.floor(ms - MARGIN), Math.ceil(ms + MARGIN)];
  return `/devices/${encodeURIComponent(device)}?from=${from}&to=${to}`;
}

/** The command that decodes letters again; an id may begin like an option. */
export function replayCommand(
  { reason, device }: { readonly reason?: string; readonly device?: string },
): string {
  const words = ["deno task replay"];
  if (reason !== undefined) words.push(`--reason ${reason}`);
  if (device !== undefined) words.push(`--device${device.startsWith("-") ? "=" : " "}${device}`);
  return words.join(" ");
}
