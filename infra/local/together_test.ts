import { assertEquals, assertRejects } from "@std/assert";
import { startTogether } from "./together.ts";

Deno.test("startTogether() starts side by side, in the order given", async () => {
  const first = Promise.withResolvers<{ name: string; stop(): Promise<void> }>();
  const stop = () => Promise.resolve();
  const started = await startTogether([
    () => first.promise,
    () => {
      first.resolve({ name: "first", stop }); // which comes up only after the second has begun
      return Promise.resolve({ name: "second", stop });
    },
  ]);
  assertEquals(started.map(({ name }) => name), ["first", "second"]);
});

Deno.test("startTogether() stops or calls off the others when one fails", async () => {
  const ended: string[] = [];
  const up = { stop: () => Promise.resolve(void ended.push("stopped")) };
  const late = (signal: AbortSignal) =>
    new Promise<typeof up>((_, reject) =>
      signal.addEventListener("abort", () => {
        ended.push("called off");
        reject(signal.reason);
      })
    );
  const fails = () => Promise.reject(new Error("no port"));
  await assertRejects(() => startTogether([() => Promise.resolve(up), late, fails]), Error, "port");
  assertEquals(ended, ["called off", "stopped"]);
});
