/** What the ingest tells devices. */
import { assertEquals } from "@std/assert";
import mqtt from "mqtt";
import { Ranges } from "../../../devices/lib/ranges.ts";
import { type Account, encodeAccount } from "../../../devices/wire/account.ts";
import { encodeReading } from "../../../devices/wire/payload.ts";
import { parseStored } from "../../../devices/wire/stored.ts";
import { deviceTopic } from "../../../devices/wire/topics.ts";
import { DEAD_LETTERS, DEVICE_ACCOUNT } from "../../../ingest/tables.ts";
import { freePorts } from "../../local/ports.ts";
import { metric } from "../metrics.ts";
import type { Pipeline } from "../pipeline.ts";
import type { Stage } from "../stage.ts";
import { until } from "../../rig/wait.ts";

const READINGS = 300;
/** Every so many readings one is bad. */
const BAD = 50;
const EPOCH = 5;

const ACCOUNT: Account = {
  account: 7,
  epochs: [
    { epoch: EPOCH, produced: 300, oldest: 12, evicted: [[1, 3, "overflow"]] },
    { epoch: EPOCH + 1, produced: 0, oldest: 1, evicted: [] },
  ],
};

/** Registers the tests. */
export function answersTests(stage: Stage): void {
  stage.test("a device is told of each reading that is stored, or kept as a letter", async (pipeline) => {
    await pipeline.ingest();
    await using device = await Device.connect(pipeline, "told");
    const timestamp = Date.now() / 1000;
    for (let seq = 1; seq <= READINGS; seq++) {
      const good = encodeReading({ device_id: "told", epoch: EPOCH, seq, timestamp, speed: seq });
      await device.publish("data", seq % BAD === 0 ? good.replace(/"speed":\d+/, '$&"') : good);
    }
    await until("the readings that can be read", () => device.stored.count === READINGS * 0.98);
    const bad = encodeReading({ device_id: "told", epoch: EPOCH, seq: BAD, timestamp, speed: 1 });
    await device.publish("data", bad.replace('"speed":1', '"speed":{}'));
    await until("what is kept as a letter", () => device.stored.has(BAD));
    await pipeline.database.untilApplied();
    const letters = `select count() from ${DEAD_LETTERS}`;
    assertEquals(await pipeline.database.figure(letters), READINGS / BAD + 1);
  });

  stage.test("a device is told that its account is stored", async (pipeline) => {
    await using device = await Device.connect(pipeline, "told");
    await device.publish("account", encodeAccount(ACCOUNT), true);
    await pipeline.ingest();
    await until("the account that the broker kept", () => device.account === 7);
    await device.publish("account", encodeAccount({ account: 8, epochs: [] }), true);
    await until("the next account", () => device.account === 8);
    await pipeline.database.untilApplied();
    const columns = "account, epochs, epoch, produced, oldest, evicted, evictions";
    const sql = `select ${columns} from ${DEVICE_ACCOUNT}
      where device_id = 'told' order by account, epoch`;
    const none = { epoch: null, produced: null, oldest: null, evicted: null, evictions: null };
    assertEquals(await pipeline.database.query(sql), [
      ...ACCOUNT.epochs.map((epoch) => ({
        account: 7,
        epochs: 2,
        ...epoch,
        evicted: epoch.evicted.length && 3,
        evictions: JSON.stringify(epoch.evicted),
      })),
      { account: 8, epochs: 0, ...none },
    ]);
  });

  stage.test("the workers of a group tell a device of every reading, and each reads accounts", async (pipeline) => {
    const ports = freePorts(2);
    for (const INGEST_PORT of ports) {
      const own = { INGEST_GROUP: "e2e", INGEST_PORT, MQTT_CLIENT_ID: `e2e-${INGEST_PORT}` };
      const worker = await pipeline.start("ingest", [], own);
      await worker.until("it takes readings", () => worker.said(/receiving /).length > 0);
    }
    await using device = await Device.connect(pipeline, "told");
    await device.publish("account", encodeAccount(ACCOUNT), true);
    const timestamp = Date.now() / 1000;
    for (let seq = 1; seq <= READINGS; seq++) {
      const reading = { device_id: "told", epoch: EPOCH, seq, timestamp, speed: seq };
      await device.publish("data", encodeReading(reading));
    }
    await until("every reading", () => device.stored.count === READINGS);
    await until("the account", () => device.account === 7);
    await pipeline.database.untilApplied();
    assertEquals(await pipeline.database.rows(), READINGS);
    const urls = ports.map((port) => `http://127.0.0.1:${port}`);
    const stored = await Promise.all(urls.map((url) => metric(url, "stored_total")));
    assertEquals(
      stored[0] + stored[1],
      READINGS + 2 * ACCOUNT.epochs.length,
      "none was shared twice",
    );
    for (const url of urls) assertEquals(await metric(url, "answers_total", { of: "accounts" }), 1);
  });
}

/** An ordinary client that hears what a device is told. */
class Device implements AsyncDisposable {
  readonly stored = new Ranges();
  account?: number;

  private constructor(readonly id: string, private readonly client: mqtt.MqttClient) {
    client.on("message", (_, payload) => {
      const message = parseStored(payload);
      if ("account" in message) this.account = message.account;
      else for (const range of message.seq) this.stored.add(...range);
    });
  }

  static async connect({ servers }: Pipeline, id: string): Promise<Device> {
    const client = await mqtt.connectAsync(servers.broker.url, { reconnectPeriod: 0 });
    const device = new Device(id, client);
    await client.subscribeAsync(deviceTopic("stored", id));
    return device;
  }

  async publish(kind: "data" | "account", payload: string, retain = false): Promise<void> {
    await this.client.publishAsync(deviceTopic(kind, this.id), payload, { qos: 1, retain });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.endAsync();
  }
}
