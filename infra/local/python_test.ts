import { assertEquals } from "@std/assert";
import { CHECK, installPython, pythonPath } from "./python.ts";
import { fakeRun } from "./testing/fake_run.ts";

const PACKAGES = ["one==1.0", "two==2.0"];
const IMPORT = `python3 -c ${CHECK} one==1.0 two==2.0`;
const INSTALL = `python3 -m pip install --quiet --target ${pythonPath(PACKAGES)} one==1.0 two==2.0`;
const FAULT = { code: 1, lines: ["at first", "no such package"] };

function install(answers: Parameters<typeof fakeRun>[0]) {
  const run = fakeRun(answers);
  return { why: installPython(PACKAGES, run), ran: run.ran };
}

Deno.test("installPython() installs what is not there", async () => {
  const { why, ran } = install({ [IMPORT]: FAULT, [INSTALL]: "" });
  assertEquals(await why, undefined);
  assertEquals(ran, [IMPORT, INSTALL]);
});

Deno.test("installPython() leaves alone what is there", async () => {
  const { why, ran } = install({ [IMPORT]: "" });
  assertEquals(await why, undefined);
  assertEquals(ran, [IMPORT]);
});

Deno.test("installPython() says why it can't", async () => {
  assertEquals(await install({}).why, "there is no python3");
  assertEquals(await install({ [IMPORT]: FAULT, [INSTALL]: FAULT }).why, "pip: no such package");
});
