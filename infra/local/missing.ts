/** Which servers have to be started here. */
import { SetupError } from "../../devices/lib/program.ts";
import type { Config } from "../config.ts";
import { loopback, withoutLogin } from "./address.ts";
import { type Answer, probeBroker, probeQuestDb } from "./probe.ts";

/** The servers that nobody runs yet. */
export interface Missing {
  readonly broker: boolean;
  readonly database: boolean;
}

/** How it is found out what answers; passed in by tests. */
export interface Probes {
  readonly broker: typeof probeBroker;
  readonly database: typeof probeQuestDb;
}

/**
 * Finds out which servers don't answer. Only what is on loopback, without TLS, can be missing.
 *
 * @throws {SetupError} if nothing answers at any other address, or something else does.
 */
export async function findMissing(
  { broker, database }: Config,
  probes: Probes = { broker: probeBroker, database: probeQuestDb },
): Promise<Missing> {
  const [ofBroker, ofDatabase] = await Promise.all([
    probes.broker(broker),
    probes.database(database),
  ]);
  return {
    broker: isMissing("MQTT_URL", broker.url, "an MQTT broker", ofBroker),
    database: isMissing("QUESTDB_URL", database.url, "QuestDB", ofDatabase),
  };
}

function isMissing(variable: string, url: string, service: string, answer: Answer): boolean {
  if (answer.kind === "right") return false;
  const setting = `${variable}=${withoutLogin(url)}`;
  if (answer.kind === "other") {
    throw new SetupError(
      `What answers at ${setting} is not ${service} but ${answer.what}: ` +
        `stop it, or set ${variable} to another address`,
    );
  }
  if (canStartAt(url)) return true;
  throw new SetupError(
    `Nothing answers at ${setting}: start ${service} there, or leave ${variable} unset for one ` +
      "on this machine",
  );
}

function canStartAt(url: string): boolean {
  return loopback(url) !== undefined && ["mqtt:", "http:"].includes(new URL(url).protocol);
}
