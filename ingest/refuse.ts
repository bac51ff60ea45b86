/** What happens with a refused message. */
import { type Log, rateLimited } from "../devices/lib/log.ts";
import { quote } from "./decode/reasons.ts";
import type { Refuse } from "./pipeline.ts";

/** Says each reason once a minute, with an example. */
export function sayRefusals(log: Log): Refuse {
  const say = rateLimited(log.warn);
  return ({ topic }, refusal) =>
    say(refusal.reason, `refused ${quote(topic)}: ${refusal.sentence}`);
}
