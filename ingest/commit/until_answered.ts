/** Waiting for a database that answers. */
import { Backoff, delay } from "../../devices/lib/backoff.ts";
import { type Log, rateLimited } from "../../devices/lib/log.ts";
import { SetupError } from "../../devices/lib/program.ts";
import { DatabaseError } from "./questdb.ts";

const LOGIN_REFUSED = [401, 403];

/**
 * Does what needs the database, again and again until it answers or `signal` aborts.
 *
 * @throws {SetupError} if the user has to mend something.
 */
export async function untilAnswered(
  work: () => Promise<void>,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  const backoff = new Backoff({ min: 200, max: 5000 });
  const say = rateLimited(log.warn);
  while (!signal.aborted) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DatabaseError)) throw error;
      if (LOGIN_REFUSED.includes(error.status ?? 0)) throw loginRefused(error);
      if (!signal.aborted) say("waiting", `waiting for QuestDB: ${error.message}`);
    }
    await delay(backoff.next(), signal);
  }
}

function loginRefused({ message }: DatabaseError): SetupError {
  return new SetupError(
    `QuestDB refuses the login: set QUESTDB_USERNAME and QUESTDB_PASSWORD (${message})`,
  );
}
