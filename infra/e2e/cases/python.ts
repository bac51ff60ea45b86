/** A device that is not of this repository: the protocol is all that it has. */
import { assertEquals } from "@std/assert";
import mqtt from "mqtt";
import { deviceTopic } from "../../../devices/wire/topics.ts";
import { DEVICE_ACCOUNT, DEVICE_DATA } from "../../../ingest/tables.ts";
import { installPaho } from "../paho.ts";
import type { Pipeline } from "../pipeline.ts";
import { Proxy } from "../../rig/proxy.ts";
import type { Stage } from "../stage.ts";
import { until } from "../../rig/wait.ts";

const ID = "python";
/** Readings that are stored between two mishaps. */
const BETWEEN = 60;

/** How often its connection breaks in a row. */
const CUTS = 4;
/** What no ingest says to a device. */
const NONSENSE = [
  ...["5", '"seq"', "{", "[".repeat(5000), '{"stop":1}', '{"online":false}', '{"account":[]}'],
  ...['{"seq":[[1,2]]}', '{"epoch":1,"seq":[[1]]}', `{"epoch":1${"0".repeat(30)},"seq":[[1,2]]}`],
];

/** The starts of the device, what each says to have produced, and what the database has of it. */
const STARTS = `
  select a.epoch, produced, stored from (
    select epoch, min(ts) since, max(produced) produced from ${DEVICE_ACCOUNT} where epoch is not null
  ) a join (
    select epoch, count_distinct(seq) stored from ${DEVICE_DATA} where device_id = '${ID}'
  ) d on a.epoch = d.epoch order by since`;

/** How many starts an account names, and what it says to wait. */
const shownBy = (account: number) => `
  select count() epochs, sum(produced + 1 - oldest) waiting from ${DEVICE_ACCOUNT}
  where account = ${account}`;

/** Registers the tests. */
export async function pythonTests(stage: Stage): Promise<void> {
  const ignore = !await installPaho();
  stage.test("a device in Python loses nothing either", async (pipeline) => {
    await using proxy = new Proxy(pipeline.servers.broker.url);
    let ingest = await pipeline.ingest();
    let device = pipeline.python(ID, proxy.url);
    await pipeline.untilStored(BETWEEN);
    await confuse(pipeline);
    for (let cuts = 0; cuts < CUTS; cuts++) {
      proxy.cut();
      await pipeline.untilStored(BETWEEN / CUTS);
    }
    assertEquals(device.code, undefined, "nothing that it heard has ended it");
    await device.kill();
    device = pipeline.python(ID, proxy.url);
    await ingest.kill();
    ingest = await pipeline.ingest();
    await pipeline.untilStored(BETWEEN);
    assertEquals(await device.stop(), 0);

    device = pipeline.python(ID, proxy.url);
    await pipeline.untilStored(BETWEEN);
    assertEquals(await device.stop(), 0); // its last account says what it has produced
    device = pipeline.python(ID, proxy.url);
    await until("it holds nothing of earlier starts", async () => {
      const { database } = pipeline;
      const newest = await database.figure(`select max(account) from ${DEVICE_ACCOUNT}`);
      const [{ epochs, waiting }] = await database.query(shownBy(newest));
      return epochs === 1 && Number(waiting) < BETWEEN;
    });
    await device.kill();
    await pipeline.database.untilApplied();
    const starts = await pipeline.database.query(STARTS);
    const short = starts.slice(0, -1).filter(({ produced, stored }) => produced !== stored);
    assertEquals([starts.length, short], [4, []]);
  }, { ignore });
}

/** Says to the device what it can't understand. */
async function confuse({ servers }: Pipeline): Promise<void> {
  const client = await mqtt.connectAsync(servers.broker.url, { reconnectPeriod: 0 });
  for (const payload of NONSENSE) {
    await client.publishAsync(deviceTopic("stored", ID), payload, { qos: 1 });
  }
  await client.endAsync();
}
