import { assertEquals, assertRejects } from "@std/assert";
import { SetupError } from "../lib/program.ts";
import { devicesWaiting } from "./load.ts";
import { Outbox } from "./outbox.ts";
import { openStore } from "./store.ts";
import { memoryLog } from "../lib/testing/log.ts";
import { AT_HAND, seqs, SETTLE } from "./testing.ts";

async function withDirectory(test: (directory: string) => Promise<void>): Promise<void> {
  const directory = await Deno.makeTempDir();
  try {
    await test(directory);
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
}

Deno.test("openStore() makes the directory and keeps what was written", () =>
  withDirectory(async (directory) => {
    for (const waiting of [1, 2]) {
      const { kv, writer, close } = await openStore(`${directory}/a/b`, "fleet", memoryLog());
      const outbox = await Outbox.open("vehicle_01", {
        kv,
        writer,
        limit: 10,
        atHand: AT_HAND,
        settle: SETTLE,
      });
      outbox.append(1, { speed: 1 });
      await writer.flush();
      assertEquals(seqs(await outbox.next(10)), [1]);
      assertEquals(outbox.waiting, waiting);
      await close();
    }
  }));

Deno.test("openStore() refuses a file that is in use", () =>
  withDirectory(async (directory) => {
    const first = await openStore(directory, "fleet", memoryLog());
    await assertRejects(
      () => openStore(directory, "fleet", memoryLog()),
      SetupError,
      "fleet.kv is in use by another process",
    );
    await first.close();
    await (await openStore(directory, "fleet", memoryLog())).close();
  }));

Deno.test("openStore() says what is wrong with a file that is none", () =>
  withDirectory(async (directory) => {
    await Deno.writeTextFile(`${directory}/fleet.kv`, "no database".repeat(1000));
    for (const _ of [1, 2]) { // the second time, the first has given its lock back
      await assertRejects(
        () => openStore(directory, "fleet", memoryLog()),
        SetupError,
        "fleet.kv can't be opened",
      );
    }
  }));

Deno.test("openStore() says that a directory can't be made", () =>
  withDirectory(async (directory) => {
    await Deno.writeTextFile(`${directory}/file`, "");
    await assertRejects(
      () => openStore(`${directory}/file/outbox`, "fleet", memoryLog()),
      SetupError,
      "OUTBOX_DIR=",
    );
  }));

Deno.test("devicesWaiting() lists whose readings a file holds", async () => {
  const kv = await Deno.openKv(":memory:");
  for (const device of ["b", "a", "a.b", "a-b"]) {
    await kv.set([device, "epoch", 1], 1);
    await kv.set([device, "reading", 1, 1], "");
  }
  for (const device of ["0", "a0", "z"]) {
    await kv.set([device, "epoch", 1], 1);
  }
  assertEquals(await devicesWaiting(kv), ["a", "a-b", "a.b", "b"]);
  kv.close();
});
