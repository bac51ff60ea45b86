import { assertEquals, assertStringIncludes } from "@std/assert";
import { checkDashboard } from "./dashboard.ts";

const ADDRESS = "http://127.0.0.1:8000";

function answering(answer: Response | Error): typeof fetch {
  return () => answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
}

Deno.test("checkDashboard() waits for a heartbeat and then lets go of the stream", async () => {
  let cancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const events = "event: hello\ndata: {}\n\nevent: heartbeat\ndata: {}\n\n";
      controller.enqueue(new TextEncoder().encode(events));
    },
    cancel: () => void (cancelled = true),
  });
  const finding = await checkDashboard(ADDRESS, answering(new Response(stream)));
  assertEquals([finding.level, cancelled], ["ok", true]);
});

Deno.test("checkDashboard() tells silence from absence, and from a password", async () => {
  const finding = (answer: Response | Error) => checkDashboard(ADDRESS, answering(answer));
  assertEquals((await finding(new TypeError("refused"))).level, "unknown");
  assertEquals((await finding(new Response(null, { status: 401 }))).level, "ok");
  const silent = await finding(new Response("event: hello\n\n"));
  assertEquals(silent.level, "fault");
  assertStringIncludes(silent.value, "no heartbeat");
  const other = await finding(new Response("hello", { status: 404 }));
  assertStringIncludes(other.value, "no dashboard (HTTP 404)");
});
