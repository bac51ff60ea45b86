/** The fleet as a process, with the permissions that it needs and no other. */
import { assertEquals, assertMatch } from "@std/assert";
import { variables } from "./config.ts";
import { storeAll } from "./runtime/testing/store_all.ts";
import { startTinyBroker, type TinyBroker } from "./lib/testing/tiny_broker.ts";

const MAIN = import.meta.resolve("./main.ts");
const text = new TextDecoder();

function start(url: string, directory: string, args: string[] = []) {
  const names = [...Object.keys(variables), "LEDGERLINE_PARENT_PIPE"];
  return new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-prompt",
      "--ignore-env",
      `--allow-env=${names.join()}`,
      `--allow-net=${new URL(url).host}`,
      `--allow-read=${directory}`,
      `--allow-write=${directory}`,
      "--allow-sys=cpus,statfs,systemMemoryInfo",
      "--allow-run=cat",
      MAIN,
      ...args,
    ],
    env: { MQTT_URL: url, OUTBOX_DIR: directory, DEVICE_COUNT: "3", PUBLISH_INTERVAL: "0.02" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
}

/** Every seq that was published, by device and epoch, in the order of the first time. */
function published({ received }: TinyBroker): Map<string, number[]> {
  const seqs = new Map<string, Set<number>>();
  for (const { topic, payload } of received) {
    if (!topic?.startsWith("device/data/")) continue;
    const { device_id, epoch, seq } = JSON.parse(payload!);
    const key = `${device_id} ${epoch}`;
    seqs.set(key, (seqs.get(key) ?? new Set()).add(seq));
  }
  return new Map([...seqs].map(([key, set]) => [key, [...set]]));
}

/** How a process ended, and what it said. */
async function end(process: Deno.ChildProcess) {
  const { code, stdout, stderr } = await process.output();
  return { code, said: text.decode(stdout), errors: text.decode(stderr) };
}

Deno.test("main.ts neither loses nor repeats a seq when it is killed, and stops cleanly", async () => {
  await using broker = startTinyBroker();
  broker.answers.deliver = storeAll;
  const directory = await Deno.makeTempDir();
  for (const signal of ["SIGKILL", "SIGKILL", "SIGTERM"] as const) {
    const before = broker.received.length;
    const process = start(broker.url, directory);
    await broker.until(({ length }) => length > before + 40);
    process.kill(signal);
    const { code, said, errors } = await end(process);
    assertEquals(errors, "");
    if (signal === "SIGKILL") continue;
    assertEquals(code, 0);
    assertMatch(said, /0 online · \d+ waiting · \d+ published · 0 evicted · 0 restarts\n$/);
  }
  const epochs = published(broker);
  assertEquals(epochs.size, 9); // three devices, three starts
  for (const seqs of epochs.values()) {
    assertEquals(seqs, seqs.map((_, index) => index + 1));
  }
  await Deno.remove(directory, { recursive: true });
});

Deno.test("main.ts refuses an outbox that another process has open", async () => {
  await using broker = startTinyBroker();
  const directory = await Deno.makeTempDir();
  const first = start(broker.url, directory);
  await broker.until(({ length }) => length > 3);
  const second = await end(start(broker.url, directory));
  assertEquals(second.code, 2);
  assertMatch(
    second.errors,
    /fleet\.kv is in use by another process: stop that one, or set OUTBOX/,
  );
  first.kill("SIGTERM");
  assertEquals((await end(first)).code, 0);
  await Deno.remove(directory, { recursive: true });
});

Deno.test("main.ts says what is wrong with its command line before it opens anything", async () => {
  const directory = await Deno.makeTempDir();
  const { code, errors } = await end(start("mqtt://127.0.0.1:1", directory, ["--fast"]));
  assertEquals(code, 2);
  assertMatch(
    errors,
    /devices error: Unknown option '--fast'; allowed: \[--status-every seconds\]\n$/,
  );
  assertEquals([...Deno.readDirSync(directory)], []);
  await Deno.remove(directory, { recursive: true });
});
