/** What a device with credentials of its own can do to others: nothing. */
import { assert, assertEquals, assertRejects } from "@std/assert";
import mqtt, { type MqttClient } from "mqtt";
import { Ranges } from "../../../devices/lib/ranges.ts";
import { encodeAccount } from "../../../devices/wire/account.ts";
import { encodeReading } from "../../../devices/wire/payload.ts";
import { encodeStored } from "../../../devices/wire/stored.ts";
import { deviceTopic } from "../../../devices/wire/topics.ts";
import { DEVICE_DATA } from "../../../ingest/tables.ts";
import { readRules } from "../../emqx/acl.ts";
import { AclProxy } from "../../rig/acl_proxy.ts";
import { statusOf } from "../../rig/fleet.ts";
import { until } from "../../rig/wait.ts";
import type { Stage } from "../stage.ts";

const HOSTILE = "hostile";
const VICTIM = "vehicle_01";
const PASSWORD = "secret";
const PASSWORDS = { ingest: PASSWORD, [VICTIM]: PASSWORD, [HOSTILE]: "known", "+": "known" };
/** Readings that the victim holds while nobody stores them. */
const PILE = 100;

/** Registers the test. */
export function aclTests(stage: Stage): void {
  stage.test("a hostile device can neither publish as another nor acknowledge for another", async (pipeline) => {
    const { database, servers } = pipeline;
    await using proxy = new AclProxy(servers.broker.url, {
      rules: await readRules(),
      passwords: PASSWORDS,
    });
    const settings = { MQTT_URL: proxy.url, MQTT_PASSWORD: PASSWORD };
    const ingest = await pipeline.ingest(settings);
    const devices = await pipeline.devices({
      ...settings,
      DEVICE_COUNT: 1,
      PUBLISH_INTERVAL: 0.05,
    });
    await pipeline.untilStored(40);
    assertEquals(proxy.denied, [], "the ingest and the devices may do all that they do");
    await ingest.stop(); // from here on only the device has its readings
    const epoch = await database.figure(`select max(epoch) from ${DEVICE_DATA}`);
    await until("readings pile up", () => (statusOf(devices)?.waiting ?? 0) >= PILE);

    const hostile = await connect(proxy.url, HOSTILE);
    for (const [topic, payload] of forgeries(epoch)) {
      await assertRejects(() => hostile.publishAsync(topic, payload, { qos: 1 }), Error, "", topic);
    }
    for (
      const filter of ["#", "stored/+", `stored/${VICTIM}`, "device/data/+", `$share/x/account/+`]
    ) {
      await assertRejects(() => hostile.subscribeAsync(filter, { qos: 1 }), Error, "", filter);
    }
    const will = {
      topic: deviceTopic("stored", VICTIM),
      payload: everything(epoch),
      qos: 1 as const,
    };
    await assertRejects(() => connect(proxy.url, HOSTILE, { clientId: "willing", will }));
    await assertRejects(
      () => connect(proxy.url, VICTIM),
      Error,
      "",
      "as another, without its password",
    );
    const plus = await connect(proxy.url, "+");
    await assertRejects(() => plus.subscribeAsync("stored/+"));
    await plus.endAsync();

    await hostile.subscribeAsync(deviceTopic("stored", HOSTILE));
    await hostile.publishAsync(deviceTopic("data", HOSTILE), reading(HOSTILE, 1), { qos: 1 });
    assert(statusOf(devices)!.waiting >= PILE, "the victim has let go of nothing");
    await pipeline.ingest(settings);
    await until(
      "the hostile device's own reading",
      async () => await database.rows(`device_id = '${HOSTILE}'`) === 1,
    );
    await hostile.endAsync();
    await pipeline.endDevices(devices);
    const none = { file: "", waiting: new Ranges(), evicted: new Ranges() };
    pipeline.ledger.note(`${HOSTILE} 1`, { ...none, produced: 1 });
    await pipeline.assertBalanced();
    assertEquals(await database.rows(`device_id = '${VICTIM}' and speed = 999`), 0);
  });
}

/** What would delete the victim's readings, or put words into its mouth. */
function forgeries(epoch: number): [topic: string, payload: string][] {
  const empty = encodeAccount({ account: Number.MAX_SAFE_INTEGER, epochs: [] });
  return [
    [deviceTopic("stored", VICTIM), everything(epoch)],
    [deviceTopic("stored", VICTIM), encodeStored({ account: 1 })],
    [deviceTopic("data", VICTIM), reading(VICTIM, epoch)],
    [deviceTopic("legacy", VICTIM), reading(VICTIM, epoch)],
    [deviceTopic("account", VICTIM), empty],
    [deviceTopic("status", VICTIM), '{"status":"offline"}'],
    [deviceTopic("stored", HOSTILE), everything(epoch)],
  ];
}

function everything(epoch: number): string {
  return encodeStored({ epoch, seq: [[1, 1_000_000]] });
}

function reading(id: string, epoch: number): string {
  return encodeReading({ device_id: id, epoch, seq: 1, timestamp: Date.now() / 1000, speed: 999 });
}

async function connect(
  url: string,
  username: string,
  options: mqtt.IClientOptions = {},
): Promise<MqttClient> {
  const login = { clientId: username, username, password: "known", protocolVersion: 5 as const };
  return await mqtt.connectAsync(url, { reconnectPeriod: 0, ...login, ...options });
}
