import { assert, assertEquals } from "@std/assert";
import { join } from "node:path";
import { jsrConfig } from "./jsr.ts";

const DAY = 24 * 60 * 60 * 1000;

/** A small repository with two stand-ins, and a registry that answers as told. */
class Scene implements AsyncDisposable {
  asked = 0;
  time = 0;
  reachable = false;

  constructor(readonly root: string) {}

  static async make(): Promise<Scene> {
    const scene = new Scene(await Deno.makeTempDir());
    await scene.write("deno.json", `{"imports":{"a":"npm:a@1.0.0"},"lock":{"path":"deno.lock"}}`);
    await scene.write("deno.lock", `{"version":"5"}`);
    await scene.write("infra/jsr/b/deno.json", "{}");
    await scene.write("infra/jsr/a/deno.json", "{}");
    await scene.write("infra/jsr/testdata/x.ts", "");
    return scene;
  }

  config(): Promise<string> {
    const resolves = () => (this.asked++, Promise.resolve(this.reachable));
    return jsrConfig({ root: this.root, now: () => this.time, resolves });
  }

  async write(path: string, text: string) {
    await Deno.mkdir(join(this.root, path, ".."), { recursive: true });
    await Deno.writeTextFile(join(this.root, path), text);
  }

  read(path: string): Promise<string> {
    return Deno.readTextFile(join(this.root, path));
  }

  async [Symbol.asyncDispose]() {
    await Deno.remove(this.root, { recursive: true });
  }
}

Deno.test("jsrConfig() links the stand-ins where JSR can't be reached", async () => {
  await using scene = await Scene.make();
  assertEquals(await scene.config(), join(scene.root, "deno.offline.json"));
  const text = await scene.read("deno.offline.json");
  assertEquals(JSON.parse(text), {
    imports: { a: "npm:a@1.0.0" },
    lock: { path: "deno.offline.lock" },
    links: ["./infra/jsr/a", "./infra/jsr/b"],
  });
  assert(!text.includes(scene.root), "an absolute path");
  assertEquals(await scene.read("deno.offline.lock"), await scene.read("deno.lock"));
});

Deno.test("jsrConfig() takes deno.json where JSR can be reached", async () => {
  await using scene = await Scene.make();
  scene.reachable = true;
  assertEquals(await scene.config(), join(scene.root, "deno.json"));
});

Deno.test("jsrConfig() asks once a day, whatever the answer", async () => {
  await using scene = await Scene.make();
  await scene.config();
  scene.time = DAY - 1;
  scene.reachable = true;
  assert((await scene.config()).endsWith("deno.offline.json"));
  assertEquals(scene.asked, 1);
  scene.time = DAY;
  assert((await scene.config()).endsWith("deno.json"));
  assertEquals(scene.asked, 2);
});

Deno.test("jsrConfig() asks again if the answer can't be read", async () => {
  await using scene = await Scene.make();
  await scene.config();
  await scene.write("infra/.data/jsr.json", "");
  await scene.config();
  assertEquals(scene.asked, 2);
});

Deno.test("jsrConfig() follows changes of deno.json and of the stand-ins only", async () => {
  await using scene = await Scene.make();
  await scene.config();
  await scene.write("deno.offline.lock", "grown");
  await scene.config();
  assertEquals(await scene.read("deno.offline.lock"), "grown");
  await scene.write("infra/jsr/c/deno.json", "{}");
  await scene.write("deno.json", `{"imports":{}}`);
  await scene.config();
  const { imports, links } = JSON.parse(await scene.read("deno.offline.json"));
  assertEquals([imports, links.length], [{}, 3]);
});
