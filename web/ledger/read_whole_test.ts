import { assertEquals, assertRejects } from "@std/assert";
import { Unavailable } from "../data/unavailable.ts";
import { FakeData } from "../testing/fake_data.ts";
import { readWhole } from "./read_whole.ts";

const whole = await new FakeData().ledger();
const open = { ...whole, fleet: { ...whole.fleet, missing: null } };

Deno.test("readWhole() waits until it is known what is missing", async () => {
  const answers = [open, open, whole];
  assertEquals(await readWhole(() => Promise.resolve(answers.shift()!), async () => {}), whole);
  assertEquals(answers, []);
});

Deno.test("readWhole() gives up on a database that stays behind", async () => {
  const pauses: number[] = [];
  const pause = (ms: number) => Promise.resolve(void pauses.push(ms));
  await assertRejects(() => readWhole(() => Promise.resolve(open), pause), Unavailable, "applied");
  assertEquals(pauses.length, 10);
});
