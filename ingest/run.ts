/** The ingest put together, and the order in which it starts: HTTP, database, commits, broker. */
import { Backoff } from "../devices/lib/backoff.ts";
import type { Log } from "../devices/lib/log.ts";
import { type ConnectionOptions, stayConnected } from "../devices/lib/mqtt.ts";
import { Answers } from "./answer/answers.ts";
import { closeExpired, keepClosing } from "./closing/close_days.ts";
import { Committer } from "./commit/committer.ts";
import { Database } from "./commit/database.ts";
import { QuestDb } from "./commit/questdb.ts";
import { untilAnswered } from "./commit/until_answered.ts";
import type { IngestConfig } from "./config.ts";
import { Counts } from "./counts.ts";
import { families } from "./families.ts";
import { readOffline } from "./families/offline.ts";
import { healthResponse } from "./http/health.ts";
import { Metrics } from "./http/metrics.ts";
import { serve } from "./http/serve.ts";
import { PipelineWatch } from "./latency/watch.ts";
import { migrate } from "./migrate/migrate.ts";
import { readMigrations } from "./migrate/migrations.ts";
import { Pipeline } from "./pipeline.ts";
import { type Letter, Letters } from "./letters/letters.ts";
import type { Held } from "./receive/hold.ts";
import { Session } from "./receive/session.ts";
import { DatabaseWatch } from "./watch/database_watch.ts";
import { localDisk } from "./watch/local_disk.ts";
import { filtersOf, retainedFiltersOf } from "./receive/subscribe.ts";
import { refuseWith } from "./refuse.ts";
import { DEAD_LETTERS } from "./tables.ts";

/** How long the broker keeps the session of an absent ingest, in seconds. */
const SESSION_EXPIRY = 86_400;
/** Of a member of a group: what it held goes to the others when its session ends. */
const MEMBER_EXPIRY = 300;
/**
 * Between the beginnings of two commits to a table, in ms, by the rows of the first. A commit costs
 * QuestDB some 8 ms of a processor, whatever is in it: few rows hardly wait, and under load a
 * hundred share the cost.
 */
const APART = (rows: number) => Math.min(15, rows / 8);
/** The longest wait for a broker: an ingest is one client, and all devices wait for it. */
const LONGEST_WAIT = 5000; // ms
/** Most letters in a request: none is far larger than the payload that it keeps, 16 KiB. */
const LETTERS_BATCH = 256;

/** A statement that closes a day may have a hundred million rows to read. */
const CLOSING_PATIENCE = 600_000; // ms

/** What the ingest needs from outside. */
export interface IngestDeps {
  readonly log: Log;
  /** Aborted to stop: what is held is then committed and acknowledged first. */
  readonly signal: AbortSignal;
}

/**
 * Runs the ingest until it is told to stop.
 *
 * @throws {SetupError} if the user has to mend something.
 */
export async function runIngest(config: IngestConfig, { log, signal }: IngestDeps): Promise<void> {
  const end = new AbortController(); // after `signal`: ends commits and HTTP too
  const ingest = assemble(config, log, end.signal);
  const server = serve(ingest.routes, config, end.signal);
  let watching: Promise<unknown> | undefined;
  try {
    await untilAnswered(() => ingest.prepare(signal), log, signal);
    watching = Promise.all(ingest.watches.map((watch) => watch.run(end.signal)));
    const committing = Promise.race(ingest.committers.map((committer) => committer.run()));
    const backoff = new Backoff({ max: LONGEST_WAIT });
    const receiving = stayConnected(connection(config), ingest.session, { log, signal, backoff });
    await Promise.race([receiving, committing]); // committing ends first only by a fault
  } finally {
    end.abort();
    await watching;
    await server.finished;
  }
}

/** Makes the parts and ties them together; nothing runs yet. */
function assemble(config: IngestConfig, log: Log, signal: AbortSignal) {
  const database = new Database(
    config.questdb.map((url) => new QuestDb(url, config.questdbUser)),
    log,
  );
  const counts = new Counts();
  const databaseWatch = new DatabaseWatch({
    exec: (sql, signal) => database.exec(sql, signal),
    disk: () => localDisk(database.url),
    log,
    resumed: (table) => comesAgain(table) && session.askAgain(),
  });
  const isSuspended = (table: string) => databaseWatch.isSuspended(table);
  const metrics = new Metrics(counts, () => session.held, databaseWatch);
  const committer: Committer<Held> = new Committer(tables(), {
    database,
    log,
    signal,
    stored(table, owners, milliseconds) {
      metrics.committed(table, owners, milliseconds);
      watch.committed(table, owners);
      pipeline.stored(owners);
    },
    refused: (owner, message) => pipeline.refused(owner, message),
    passedOver: (owners) => pipeline.passedOver(owners),
    isSuspended,
    comesAgain,
  }, { batchSize: config.batchSize, linger: config.batchTimeout, apart: APART });
  const registry = { clockSkewLimit: config.clockSkewLimit, offline: new Set<string>() };
  const letters: Letters = new Letters({
    sink: () => lettersCommitter.sinks.get(DEAD_LETTERS)!,
    stored: (reason) => counts.keepLetter(reason),
    signal,
  });
  // Apart from the rows, so that a flood of bad messages does not hold up the good ones.
  const lettersCommitter = new Committer<Letter>([DEAD_LETTERS], {
    database,
    log,
    signal,
    stored: (_, kept) => letters.stored(kept),
    refused: (letter) => letters.refused(letter),
    passedOver() {},
    isSuspended,
    comesAgain,
  }, { batchSize: LETTERS_BATCH, linger: 0, apart: APART });
  const committers = [committer, lettersCommitter];
  const answers: Answers = new Answers({
    connected: () => session.canPublish,
    publish: (topic, payload) => session.publish(topic, payload),
    counts,
    interval: config.storedInterval,
  });
  signal.addEventListener("abort", () => answers.stop());
  const pipeline = new Pipeline({
    registry,
    sinks: committer.sinks,
    counts,
    answers,
    refuse: refuseWith(letters, log),
    discardRefused: () => letters.discardStale(),
  });
  const filters = filtersOf(families, config.group);
  const worker = config.clientId;
  const watch = new PipelineWatch({ database, counts, held: () => session.held, worker });
  const limit = config.receiveMaximum;
  const retained = retainedFiltersOf(families);
  const session: Session = new Session({ pipeline, filters, retained, limit, answers, log });

  const closing = (signal: AbortSignal) => (sql: string) =>
    database.exec(sql, signal, CLOSING_PATIENCE);
  let migrated = false;
  const prepare = async (stop: AbortSignal) => {
    const exec = (sql: string) => database.exec(sql, stop);
    await database.begin(stop);
    await migrate(exec, await readMigrations(), log);
    await database.identify(stop);
    migrated = true;
    // Before anything is written: only then do rows expire.
    await closeExpired(closing(stop), Date.now(), log);
    for (const id of await readOffline(exec)) registry.offline.add(id);
    await databaseWatch.look(stop);
  };
  const routes = {
    "/health": () =>
      healthResponse({
        migrated: () => migrated,
        subscribed: () => session.subscribed,
        failing: () => committers.some(({ failing }) => failing),
        held: () => session.held,
        watched: () => databaseWatch.parts,
      }),
    "/metrics": () => metrics.response(),
  };
  const closer = { run: (signal: AbortSignal) => keepClosing(closing(signal), log, signal) };
  return { committers, session, prepare, routes, watches: [watch, databaseWatch, closer] };
}

/** Whether the messages that a table's rows come from are retained, and can be asked for again. */
function comesAgain(table: string): boolean {
  return families.some(({ retained, tables }) =>
    retained && tables.some(({ name }) => name === table)
  );
}

/** Every table that a family's rows go to. */
function tables(): string[] {
  return families.flatMap(({ tables }) => tables.map(({ name }) => name));
}

function connection(config: IngestConfig): ConnectionOptions {
  const { broker, clientId, username, password, receiveMaximum, group } = config;
  return {
    broker,
    clientId,
    username,
    password: password === "" ? undefined : password,
    receiveMaximum,
    sessionExpiry: group === undefined ? SESSION_EXPIRY : MEMBER_EXPIRY,
  };
}
