import { assertEquals, assertThrows } from "@std/assert";
import { compareRoutePaths } from "./route_order.ts";
import { parseRoutePath } from "./route_path.ts";

Deno.test("parseRoutePath() reads the pattern of a route", () => {
  const patterns = {
    "index.tsx": "/",
    "devices/index.tsx": "/devices",
    "devices/[id].tsx": "/devices/:id",
    "devices/[id].csv.ts": "/devices/:id.csv",
    "(pages)/health.tsx": "/health",
    "docs/[...path].ts": "/docs/:path*",
  };
  for (const [path, pattern] of Object.entries(patterns)) {
    assertEquals(parseRoutePath(path).pattern, pattern);
  }
});

Deno.test("parseRoutePath() reads which folder a file belongs to", () => {
  assertEquals(parseRoutePath("_app.tsx"), { kind: "app", folder: "", pattern: "" });
  const middleware = { kind: "middleware", folder: "/(pages)/devices", pattern: "" } as const;
  assertEquals(parseRoutePath("(pages)/devices/_middleware.ts"), middleware);
  assertEquals(parseRoutePath("api/[id]/_error.tsx").folder, "/api/:id");
});

Deno.test("parseRoutePath() refuses what it would read wrongly", () => {
  const paths = [
    "[[id]].tsx",
    "[a][b].tsx",
    "[id]s.tsx",
    "a/_app.tsx",
    "a/_404.tsx",
    "_layout.tsx",
    "_500.tsx",
    "[1].tsx",
  ];
  for (const path of paths) assertThrows(() => parseRoutePath(path), SyntaxError, path);
});

Deno.test("compareRoutePaths() puts what covers before what is covered", () => {
  const order = [
    "_app.tsx",
    "_middleware.ts",
    "_404.tsx",
    "_error.tsx",
    "api/_middleware.ts",
    "api/x.ts",
    "index.tsx",
    "[id].tsx",
    "[id]/x.tsx",
    "[...rest].tsx",
  ];
  assertEquals(order.toReversed().sort(compareRoutePaths), order);
});
