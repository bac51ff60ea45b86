import { assertEquals } from "@std/assert";
import { envExample } from "./env_example.ts";
import { allNames, programs } from "./programs.ts";

const ROOT = new URL("../../", import.meta.url);

Deno.test(".env.example is what env_example.ts writes", async () => {
  assertEquals(await Deno.readTextFile(new URL(".env.example", ROOT)), envExample());
});

Deno.test(".env.example holds every setting once", () => {
  const names = [...envExample().matchAll(/^#([A-Z_]+)=/gm)].map(([, name]) => name);
  assertEquals(names.toSorted(), allNames.toSorted());
});

Deno.test("programs agree on the default of a setting", () => {
  const defaults = new Map<string, string>();
  for (const { variables } of Object.values(programs)) {
    for (const [name, { fallback }] of Object.entries(variables)) {
      assertEquals(fallback, defaults.get(name) ?? fallback, name);
      defaults.set(name, fallback);
    }
  }
});

Deno.test("containers are given no setting that is not in .env.example", async () => {
  for (const file of ["compose.yaml", "infra/emqx/users.yaml"]) {
    const text = await Deno.readTextFile(new URL(file, ROOT));
    const names = [...text.matchAll(/\$\{([A-Z_]+)/g)].map(([, name]) => name);
    assertEquals(names.filter((name) => !allNames.includes(name)), [], file);
  }
});
