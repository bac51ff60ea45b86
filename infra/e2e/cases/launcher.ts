/** What users meet first: settings, permissions and ports, through the launcher. */
import { assertEquals, assertGreater, assertStringIncludes } from "@std/assert";
import { EXIT_SETUP } from "../../../devices/lib/program.ts";
import type { Running } from "../../rig/programs.ts";
import { Proxy } from "../../rig/proxy.ts";
import type { Stage } from "../stage.ts";

/** Registers the tests. */
export function launcherTests(stage: Stage): void {
  stage.test("programs run with the permissions of the launcher, and stop", async (pipeline) => {
    const ingest = pipeline.launch("ingest", []);
    await pipeline.untilHealthy(ingest);
    const devices = pipeline.launch("devices", []);
    const host = pipeline.launch("device", ["my-laptop", "--kind", "host"]);
    await pipeline.untilStored(30);
    const { database } = pipeline;
    assertEquals(await database.rows("memory_total is null or disk_total is null"), 0);
    assertGreater(await database.rows("device_id = 'my-laptop'"), 0);
    for (const program of [devices, host]) assertEquals(await program.stop(), 0);
    for (const name of ["fleet", "my-laptop"]) await pipeline.ledger.read(pipeline.outboxes, name);
    await pipeline.assertBalanced();
    assertEquals(await ingest.stop(), 0);
  });

  for (const { program, name, value } of WRONG) {
    stage.test(`a wrong ${name} ends ${program} before it connects`, async (pipeline) => {
      await using broker = new Proxy(pipeline.servers.broker.url);
      await using database = new Proxy(pipeline.servers.database.url);
      const urls = { MQTT_URL: broker.url, QUESTDB_URL: database.url };
      const running = pipeline.launch(program, [], { ...urls, [name]: value });
      await assertOneSentence(running, `${name}="${value}"`);
      assertEquals([broker.accepted, database.accepted], [0, 0]);
    });
  }

  stage.test("a second devices' program on the same outbox is told so", async (pipeline) => {
    await pipeline.ingest();
    await pipeline.devices();
    await pipeline.untilStored(1);
    await assertOneSentence(pipeline.launch("devices", []), "in use by another process");
  });

  stage.test("an ingest whose port is taken says so", async (pipeline) => {
    using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    const { port } = listener.addr;
    const ingest = pipeline.launch("ingest", [], { INGEST_PORT: port });
    await assertOneSentence(ingest, `${port}`);
  });
}

/** Settings that are wrong, each of the program that reads it. */
const WRONG = [
  { program: "devices", name: "DEVICE_COUNT", value: "ten" },
  { program: "ingest", name: "RECEIVE_MAXIMUM", value: "0" },
] as const;

/** It ends as set up wrongly, and all that it complains of is one line that holds `words`. */
async function assertOneSentence(program: Running, words: string): Promise<void> {
  assertEquals(await program.ended(), EXIT_SETUP);
  const complaints = program.lines.filter((line) => /error/i.test(line));
  assertEquals(complaints.length, 1, program.lines.join("\n"));
  assertStringIncludes(complaints[0], words);
}
