import { assertEquals, assertThrows } from "@std/assert";
import { App, csp } from "./mod.ts";
import { Head } from "./runtime.ts";
import { adaptIsland } from "./render/adapt_elements.ts";
import { setBuild } from "./app/app.ts";
import { EMPTY_BUILD } from "./shared/build.ts";

Deno.test("csp() refuses a directive that has a default", () => {
  assertThrows(() => csp({ csp: ["img-src *"] }), RangeError, "img-src");
});

function Titled() {
  return (
    <Head>
      <title>x</title>
    </Head>
  );
}

Deno.test("<Head> is refused in an island", async () => {
  adaptIsland(Titled);
  const app = new App().use(async (ctx) => {
    return await ctx.next().catch((error) => new Response(error.message, { status: 500 }));
  }).get("/", (ctx) => ctx.render(<Titled />));
  const ask = () => app.handler()(new Request("http://localhost/"));
  assertEquals((await ask()).status, 200);
  const island = { name: "Titled", script: "/x.js", exportName: "default" };
  setBuild(app, { ...EMPTY_BUILD, islands: new Map([[Titled, island]]) });
  assertEquals(await (await ask()).text(), "<Head> can't be used in an island here");
});
