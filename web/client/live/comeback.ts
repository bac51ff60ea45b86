/** Waiting for the database on a page that could not be made without it. */
import { fetchHealth } from "../api.ts";

const EVERY = 3_000; // ms

/** Asks for the health until the database is not down, then calls `back`; returns how to stop. */
export function waitForDatabase(
  back: () => void,
  ask: typeof fetchHealth = fetchHealth,
): () => void {
  const stopped = new AbortController();
  let timer: ReturnType<typeof setTimeout>;
  const wait = () => timer = setTimeout(look, EVERY);
  const look = () =>
    ask(stopped.signal).then(
      ({ parts }) => parts.database?.status === "down" ? wait() : back(),
      () => stopped.signal.aborted || wait(),
    );
  wait();
  return () => {
    clearTimeout(timer);
    stopped.abort();
  };
}
