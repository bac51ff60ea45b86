import { assertEquals } from "@std/assert";
import { onAction, perform } from "./actions.ts";

Deno.test("perform() asks the newest handler first and stops at the one that acts", () => {
  const asked: string[] = [];
  const handler = (name: string, acts: boolean) => () => {
    asked.push(name);
    return acts;
  };
  const stops = [handler("old", true), handler("acts", true), handler("passes", false)].map(
    onAction,
  );
  assertEquals(perform({ do: "table" }), true);
  assertEquals(asked, ["passes", "acts"]);
  stops.forEach((stop) => stop());
  assertEquals(perform({ do: "table" }), false);
});
