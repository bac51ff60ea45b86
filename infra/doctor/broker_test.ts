import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { type Answers, startTinyBroker } from "../../devices/lib/testing/tiny_broker.ts";
import { checkBroker } from "./broker.ts";

const USER = { username: "ingest", password: "secret" };
/** CONNACK: not authorized. */
const NOT_AUTHORIZED = 0x87;
const UNSUPPORTED_VERSION = 0x84;

Deno.test("checkBroker() says who is refused and why", async () => {
  await using broker = startTinyBroker();
  broker.answers.connack = NOT_AUTHORIZED;
  const finding = await checkBroker({ broker, ...USER });
  assertEquals(finding.level, "fault");
  assertStringIncludes(finding.value, "does not let ingest in (Connection refused: Not authorized");
});

Deno.test("checkBroker() tries MQTT 3.1.1 where 5 is refused", async () => {
  await using broker = startTinyBroker();
  broker.answers.connack = UNSUPPORTED_VERSION;
  await checkBroker({ broker, ...USER });
  assertEquals(broker.received.filter(({ type }) => type === "connect").length, 2);
});

Deno.test("checkBroker() says what the ingest may not do", async () => {
  const { finding: deaf } = await ask((answers) => answers.suback = NOT_AUTHORIZED);
  assertEquals(deaf.value, "ingest may not subscribe to device/data/+");
  const { finding: mute, received } = await ask((answers) => answers.puback = () => NOT_AUTHORIZED);
  assertStringIncludes(mute.value, "ingest may not publish to stored/+");
  assertEquals([deaf.level, mute.level], ["fault", "fault"]);
  const topics = received.map(({ topic }) => topic);
  assert(topics.includes("account/+") && topics.includes("status/+"), `${topics}`);
});

/** Asks a broker that answers in another way. */
async function ask(change: (answers: Answers) => void) {
  await using broker = startTinyBroker();
  change(broker.answers);
  return { finding: await checkBroker({ broker, ...USER }), received: broker.received };
}
