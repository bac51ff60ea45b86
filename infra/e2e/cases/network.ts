/** Networks that break, and outboxes that bridge them. */
import { assert, assertEquals } from "@std/assert";
import { DEVICE_DATA } from "../../../ingest/tables.ts";
import { statusOf } from "../../rig/fleet.ts";
import type { Pipeline } from "../pipeline.ts";
import type { Running } from "../../rig/programs.ts";
import { Proxy } from "../../rig/proxy.ts";
import type { Stage } from "../stage.ts";
import { until } from "../../rig/wait.ts";

/** Readings that pile up while a device is cut off. */
const PILE = 150;
/** More than a device waits to hear of at any time, at the rates of these tests. */
const ON_WAY = 50;
/** What a device has on its way at most, by default. */
const WINDOW = 256;
/** The least limit that `WINDOW` at its least allows. */
const SMALLEST = { WINDOW: 128, OUTBOX_LIMIT: 756 };

/** Registers the tests. */
export function networkTests(stage: Stage): void {
  stage.test("a device that is cut off samples on, and catches up", (pipeline) =>
    bridge(pipeline, (proxy) => proxy.refuse(), (proxy) => proxy.pass()));

  stage.test("a connection that hangs and then breaks costs nothing", (pipeline) =>
    bridge(pipeline, (proxy) => proxy.freeze(), (proxy) => proxy.cut()));

  stage.test("an outbox at its limit evicts the oldest unpublished readings", async (pipeline) => {
    await using proxy = new Proxy(pipeline.servers.broker.url);
    await pipeline.ingest();
    const device = await startDevice(pipeline, proxy, { ...SMALLEST, PUBLISH_INTERVAL: 0.01 });
    await pipeline.untilStored(50);
    proxy.freeze(); // what is published now is on its way, as far as the device can know
    await until("it gives readings up", () => (statusOf(device)?.evicted ?? 0) >= 100);
    proxy.pass();
    await until("its queue has drained", () => hasDrained(device));
    assertEquals(await device.stop(), 0);
    await pipeline.ledger.read(pipeline.outboxes, "cut_off");

    const { evicted } = await pipeline.assertBalanced();
    const [[, { evicted: ranges, produced }]] = pipeline.ledger.entries();
    assertEquals(evicted, statusOf(device)!.evicted);
    const [first, last] = [[...ranges][0][0], [...ranges].at(-1)![1]];
    const published = await pipeline.database.rows(`seq < ${first}`);
    assertEquals(published, first - 1, "those that were published before are all there");
    const newest = SMALLEST.OUTBOX_LIMIT - 2 * SMALLEST.WINDOW;
    assert(last <= produced - newest, `${last} of ${produced} was evicted, which was no old one`);
    await assertInOrder(pipeline, SMALLEST.WINDOW);
  });
}

/** Cuts one device of several off and lets it come back. */
async function bridge(
  pipeline: Pipeline,
  cut: (proxy: Proxy) => void,
  mend: (proxy: Proxy) => void,
): Promise<void> {
  const { database } = pipeline;
  await using proxy = new Proxy(pipeline.servers.broker.url);
  await pipeline.ingest();
  const others = await pipeline.devices({ DEVICE_COUNT: 2, PUBLISH_INTERVAL: 0.05 });
  const device = await startDevice(pipeline, proxy, { PUBLISH_INTERVAL: 0.05 });
  await until("its rows", async () => await database.rows("device_id = 'cut_off'") >= 20);

  cut(proxy);
  const gone = timestamp();
  const piled = () => (statusOf(device)?.waiting ?? 0) >= PILE + ON_WAY;
  await until(`${PILE} readings pile up`, piled);
  const back = timestamp();
  const meanwhile = `collector_receive_time between '${gone}' and '${back}'`;
  assert(await database.rows(`device_id = 'vehicle_01' and ${meanwhile}`) > 0, "the others go on");
  assertEquals(await database.rows(`device_id = 'cut_off' and ts > '${gone}'`), 0);

  mend(proxy);
  const late = `device_id = 'cut_off' and ts between '${gone}' and '${back}'`;
  // Some of the pile may be older than the cut, on a machine that is slow to answer.
  await until("its queue arrives", async () => await database.rows(late) >= PILE / 2);
  await until("its queue has drained", () => hasDrained(device));
  assertEquals(await device.stop(), 0);
  await pipeline.ledger.read(pipeline.outboxes, "cut_off");
  await pipeline.endDevices(others);
  await pipeline.assertBalanced();
  await assertInOrder(pipeline, WINDOW);
}

async function startDevice(
  pipeline: Pipeline,
  proxy: Proxy,
  settings: Readonly<Record<string, number>>,
): Promise<Running> {
  return await pipeline.start("device", ["cut_off", "--status-every", "0.5"], {
    ...settings,
    MQTT_URL: proxy.url,
  });
}

/** Whether hardly more waits than is on its way at any time. */
function hasDrained(device: Running): boolean {
  return (statusOf(device)?.waiting ?? PILE) < ON_WAY;
}

/**
 * Of each start, at most `window` readings were received after a later one: what was on its way
 * when the network broke is published again once there is evidence that it is lost.
 */
async function assertInOrder(pipeline: Pipeline, window: number): Promise<void> {
  const rows = await pipeline.database.query(
    `select device_id, epoch, seq from ${DEVICE_DATA} order by collector_receive_time, seq`,
  );
  for (const [name, own] of Map.groupBy(rows, ({ device_id, epoch }) => `${device_id} ${epoch}`)) {
    let last = 0;
    const late = own.map(({ seq }) => Number(seq)).filter((seq) => {
      const isLate = seq < last;
      last = Math.max(last, seq);
      return isLate;
    });
    assert(late.length <= window, `${name}: ${late.length} were received after a later one`);
  }
}

/** Now, as the database's SQL takes it. */
function timestamp(): string {
  return new Date().toISOString();
}
