/** What is promised of islands; holds for Fresh and for its stand-in. */
import { assert, assertEquals, assertMatch } from "@std/assert";
import { App } from "fresh";
import { asset, IS_BROWSER } from "fresh/runtime";
import Counter from "../testdata/app/islands/Counter.tsx";
import { app } from "../testdata/app/app.ts";
import { ask, textOf } from "./ask.ts";
import { builder } from "./fixture.ts";

const equip = await builder.build({ snapshot: "memory" });
equip(app);

const SCRIPT = /<script type="module" nonce="(\w+)">(.*?)<\/script>/s;

Deno.test("an island is rendered between markers with its name, props and key", async () => {
  const html = await textOf(app, "/");
  assertEquals(html.match(/<!--frsh:island:[^>]*-->/g), [
    "<!--frsh:island:Counter:0:-->",
    "<!--frsh:island:Counter:1:a_b-->",
    "<!--frsh:island:Label:2:-->",
    "<!--frsh:island:Clock:3:-->",
  ]);
  assertMatch(
    html,
    /:1:a_b--><button [^>]*data-browser="false"[^>]*>4<\/button><!--\/frsh:island-->/,
  );
});

Deno.test("an island inside an island is a part of it", async () => {
  assertMatch(await textOf(app, "/"), /Label:2:--><p>named <button[^>]*>9<\/button><\/p><!--\//);
});

Deno.test("one script starts the islands, with the nonce of the page", async () => {
  const response = await ask(app, "/");
  const html = await response.text();
  const [, nonce, script] = html.match(SCRIPT)!;
  assertEquals(html.match(/type="module"/g)!.length, 1);
  assertMatch(response.headers.get("content-security-policy")!, new RegExp(`'nonce-${nonce}'`));
  const folder = `"/_fresh/js/\\w{40}`;
  assertMatch(script, new RegExp(`^import { boot } from ${folder}/fresh-runtime.js";`));
  assertMatch(script, new RegExp(`import Counter from ${folder}/Counter.js";`));
  assertMatch(script, new RegExp(`import { Label.* } from ${folder}/Counter.js";`));
  assertMatch(script, /boot\(\{Counter,Label,Clock\},".*"\);$/);
});

Deno.test("props can't end the script that they are in", async () => {
  const [, , script] = (await textOf(app, "/")).match(SCRIPT)!;
  assert(!script.includes("</script>") && !script.includes("<!--"));
  const props = JSON.parse(script.match(/,(".*")\);$/)![1]);
  assert(props.includes(`</script><!-- \\"quoted\\" é`), props);
});

Deno.test("the scripts are fetched early, and are there", async () => {
  const link = (await ask(app, "/")).headers.get("link")!;
  const paths = [...link.matchAll(/<([^>]+)>; rel="modulepreload"/g)].map(([, path]) => path);
  assertEquals(
    new Set(paths.map((path) => path.split("/").at(-1))),
    new Set([
      "fresh-runtime.js",
      "Counter.js",
      "Clock.js",
    ]),
  );
  for (const path of paths) {
    const response = await ask(app, path);
    assertEquals(response.headers.get("content-type"), "text/javascript; charset=UTF-8");
    assert((await response.text()).length > 0);
  }
});

Deno.test("islands share the modules that they share", async () => {
  const [, id] = (await textOf(app, "/")).match(/\/_fresh\/js\/(\w+)\//)!;
  const script = (name: string) => textOf(app, `/_fresh/js/${id}/${name}.js`);
  const imports = (text: string) => text.match(/\.\/[\w-]+\.js/g)!;
  const [counter, clock] = [imports(await script("Counter")), imports(await script("Clock"))];
  assert(counter.some((path) => clock.includes(path)), `${counter} and ${clock}`);
});

Deno.test("images and asset() name the build", async () => {
  const html = await textOf(app, "/");
  const [, image] = html.match(/<img src="(\/dot\.svg\?__frsh_c=\w{40})"/)!;
  assertEquals(asset("/dot.svg"), image);
  assertEquals(asset("/dot.svg?a=1#b"), image.replace("?", "?a=1&") + "#b");
  assertEquals(asset("https://elsewhere.example/x"), "https://elsewhere.example/x");
  assertEquals(asset("//elsewhere.example/x"), "//elsewhere.example/x");
});

Deno.test("IS_BROWSER is false on the server", () => {
  assertEquals(IS_BROWSER, false);
});

Deno.test("a function can't be an island's prop", async () => {
  const bad = new App().get("/", (ctx) => ctx.render(<Counter start={(() => 1) as never} />));
  equip(bad);
  const { error } = console;
  console.error = () => {};
  assertEquals((await ask(bad, "/")).status, 500);
  console.error = error;
});
