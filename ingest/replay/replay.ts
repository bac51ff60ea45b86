/** Decodes dead letters again, and stores what can be stored now. */
import { Batch } from "../commit/batch.ts";
import { DatabaseError, type WriteResult } from "../commit/questdb.ts";
import { decode, type Decoded } from "../decode/decode.ts";
import type { Message, Registry } from "../decode/message.ts";
import { Refusal } from "../decode/refusal.ts";
import type { Row } from "../decode/row.ts";
import { isTooOld } from "../decode/timestamp.ts";
import type { Reason } from "../reasons.ts";
import type { Selection } from "./config.ts";
import { findStored, nameOf } from "./find_stored.ts";
import { type Exec, readLetters } from "./read_letters.ts";

/** What a replay needs from outside. */
export interface ReplayDeps {
  readonly exec: Exec;
  /** Sends lines of one table. */
  readonly write: (lines: Uint8Array<ArrayBuffer>) => Promise<WriteResult>;
  readonly registry: Registry;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** What became of the letters; each message counts once. */
export interface Outcome {
  /** Stored now, or with `dryRun` those that would be. */
  stored: number;
  /** Stored already, by an earlier replay or because the device sent them again. */
  already: number;
  /** Cut when they were kept, and so not what they were. */
  truncated: number;
  /** Said nothing that is not known. */
  ignored: number;
  /** Refused as before, by reason. */
  readonly refused: Map<Reason, number>;
}

/** Replays the letters of a selection. */
export async function replay(
  deps: ReplayDeps,
  selection: Selection,
  dryRun: boolean,
): Promise<Outcome> {
  const outcome: Outcome = { stored: 0, already: 0, truncated: 0, ignored: 0, refused: new Map() };
  const known = new Set<string>();
  for await (const letters of readLetters(deps.exec, selection)) {
    const messages = letters.flatMap(({ message }) => message ?? []);
    outcome.truncated += letters.length - messages.length;
    const accepted = messages.flatMap((message) => accept(message, deps, outcome));
    const fresh = await withoutStored(accepted, deps.exec, known);
    outcome.already += accepted.length - fresh.length;
    if (dryRun) outcome.stored += fresh.length;
    else await store(fresh, deps, outcome);
  }
  return outcome;
}

/** The message with its rows, if it has any now; otherwise it is counted. */
function accept(message: Message, { registry, now }: ReplayDeps, outcome: Outcome): Decoded[] {
  const decoded = decode(message, registry);
  if (decoded instanceof Refusal) return refuse(decoded.reason, outcome);
  // By now its time may have passed: it would be stored and dropped without a word.
  if (decoded.rows.some(({ ts }) => isTooOld(ts, now()))) {
    return refuse("timestamp_too_old", outcome);
  }
  if (decoded.rows.length > 0) return [decoded];
  outcome.ignored++;
  return [];
}

function refuse(reason: Reason, { refused }: Outcome): [] {
  refused.set(reason, (refused.get(reason) ?? 0) + 1);
  return [];
}

/**
 * Without the readings that their tables have, or had from this replay. The tables replace a row that
 * comes again, but not if a fix gives it another time than it had.
 */
async function withoutStored(
  accepted: readonly Decoded[],
  exec: Exec,
  known: Set<string>,
): Promise<Decoded[]> {
  for (const [table, readings] of Map.groupBy(accepted.flatMap(named), ({ table }) => table)) {
    for (const name of await findStored(exec, table, readings)) known.add(`${table} ${name}`);
  }
  return accepted.filter((decoded) => {
    const names = named(decoded).map((one) => `${one.table} ${nameOf(one)}`);
    const isNew = names.every((name) => !known.has(name));
    for (const name of names) known.add(name);
    return isNew;
  });
}

/** Which reading of which table a message is; none if it is no reading. */
function named({ family, deviceId, rows: [row] }: Decoded) {
  const identity = family.identityOf?.(row);
  return identity ? [{ ...identity, deviceId, table: row.table.name }] : [];
}

async function store(accepted: readonly Decoded[], deps: ReplayDeps, outcome: Outcome) {
  const rows = accepted.flatMap((decoded) => decoded.rows.map((row) => ({ row, decoded })));
  const refused = new Set<Decoded>();
  for (const [, those] of Map.groupBy(rows, ({ row }) => row.table.name)) {
    for (const decoded of await storeRows(those, deps)) refused.add(decoded);
  }
  outcome.stored += accepted.length - refused.size;
  refused.forEach(() => refuse("database_refused", outcome));
}

/** Stores rows of one table; returns whose the database refuses. */
async function storeRows(
  rows: readonly { readonly row: Row; readonly decoded: Decoded }[],
  { write }: ReplayDeps,
): Promise<Decoded[]> {
  const batch = new Batch<Decoded>();
  for (const { row, decoded } of rows) batch.add(row, decoded);
  const refused: Decoded[] = [];
  while (batch.rows > 0) {
    const result = await write(batch.head(batch.rows));
    if (result.kind === "stored") break;
    if (result.kind === "failed") throw new DatabaseError(result.message);
    refused.push(...batch.remove(result.row, 1));
  }
  return refused;
}
