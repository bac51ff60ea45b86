import { assertEquals } from "@std/assert";
import { leaveIfSignedOut } from "./signed_out.ts";

Deno.test("leaveIfSignedOut() leaves only when one has to sign in", async () => {
  let left = 0;
  for (const status of [200, 401, 503]) {
    await leaveIfSignedOut(
      "/api/stream",
      () => Promise.resolve(new Response(null, { status })),
      () => left++,
    );
  }
  await leaveIfSignedOut("/api/stream", () => Promise.reject(new TypeError("down")), () => left++);
  assertEquals(left, 1);
});
