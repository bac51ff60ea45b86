import { assertEquals, assertThrows } from "@std/assert";
import { middlewaresIn, routeIn } from "./route_module.ts";

const handle = () => new Response();

Deno.test("routeIn() takes a handler by either name, and the component", () => {
  assertEquals(routeIn("x.ts", { handlers: { GET: handle } }).handler, { GET: handle });
  assertEquals(routeIn("x.ts", { handler: handle, default: handle }), {
    handler: handle,
    component: handle,
  });
});

Deno.test("routeIn() refuses a module that is no route, or has what is not known here", () => {
  assertThrows(() => routeIn("x.ts", {}), TypeError, "x.ts");
  assertThrows(
    () => routeIn("x.ts", { default: handle, config: {} } as never),
    TypeError,
    "config",
  );
  assertThrows(() => routeIn("x.ts", { handler: (_a: 1, _b: 2) => 1 }), TypeError, "one argument");
});

Deno.test("middlewaresIn() takes a function or several", () => {
  assertEquals(middlewaresIn("_middleware.ts", { default: handle }), [handle]);
  assertEquals(middlewaresIn("_middleware.ts", { handler: [handle, handle] }).length, 2);
  assertThrows(() => middlewaresIn("_middleware.ts", { handlers: { GET: handle } }), TypeError);
});
