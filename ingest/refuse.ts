/** What happens with a refused message: it is said and kept. */
import { type Log, rateLimited } from "../devices/lib/log.ts";
import { quote } from "./decode/refusal.ts";
import type { Letters } from "./letters/letters.ts";
import type { Refuse } from "./pipeline.ts";

/** Says each reason once a minute, with an example, and keeps every message as a letter. */
export function refuseWith(letters: Pick<Letters, "keep">, log: Log): Refuse {
  const say = rateLimited(log.warn);
  return (refused, isStale) => {
    const { message: { topic }, refusal } = refused;
    say(refusal.reason, `refused ${quote(topic)}: ${refusal.sentence}`);
    return letters.keep(refused, isStale);
  };
}
