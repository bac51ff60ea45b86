/** The fleet as a process, with the permissions that it needs and no other. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { variables } from "./config.ts";
import { Ranges } from "./lib/ranges.ts";
import { startTinyBroker, type TinyBroker } from "./lib/testing/tiny_broker.ts";
import { loadEpochs } from "./outbox/load.ts";
import { storeAll } from "./runtime/testing/store_all.ts";
import type { Epoch } from "./settle/epoch.ts";

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

/** The payloads of all readings that were published, by device and epoch, then by seq. */
function published({ received }: TinyBroker): Map<string, Map<number, Set<string>>> {
  const epochs = new Map<string, Map<number, Set<string>>>();
  for (const { topic, payload } of received) {
    if (!topic?.startsWith("device/data/")) continue;
    const { device_id, epoch, seq } = JSON.parse(payload!);
    const name = `${device_id} ${epoch}`;
    const seqs = epochs.get(name) ?? new Map<number, Set<string>>();
    epochs.set(name, seqs.set(seq, (seqs.get(seq) ?? new Set()).add(payload!)));
  }
  return epochs;
}

/** The epochs that the outbox knows, by device and epoch. */
async function kept(directory: string): Promise<Map<string, Epoch>> {
  using kv = await Deno.openKv(`${directory}/fleet.kv`);
  const kept = new Map<string, Epoch>();
  for (const device of ["vehicle_01", "vehicle_02", "vehicle_03"]) {
    for (const epoch of await loadEpochs(kv, device)) kept.set(`${device} ${epoch.epoch}`, epoch);
  }
  return kept;
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
  const [epochs, outbox] = [published(broker), await kept(directory)];
  assertEquals(epochs.size, 9); // three devices, three starts
  for (const [name, seqs] of epochs) {
    const { produced = 0, waiting = new Ranges() } = outbox.get(name) ?? {};
    for (let seq = 1; seq <= Math.max(produced, ...seqs.keys()); seq++) {
      // What a killed process had sent may not have arrived: then it waits for evidence.
      assert(seqs.has(seq) || waiting.has(seq), `${name}: ${seq} is lost`);
      assert((seqs.get(seq)?.size ?? 1) === 1, `${name}: ${seq} is two readings`);
    }
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
