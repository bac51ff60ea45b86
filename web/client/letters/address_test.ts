import { assertEquals } from "@std/assert";
import {
  deviceAt,
  justAfter,
  lettersAddress,
  lettersPath,
  lettersQuery,
  replayCommand,
  tidyPath,
  upToCut,
} from "./address.ts";

Deno.test("lettersPath() says again what lettersAddress() read", () => {
  assertEquals(lettersPath({}), "/dead-letters");
  for (const query of ["reason=not_json", "device=a&from=2026-11-20T14:30&to=now", "duration=5m"]) {
    const address = lettersAddress(new URLSearchParams(`${query}&before=5-7&theme=dark`));
    assertEquals(lettersPath(address), `/dead-letters?${query}`);
    assertEquals(lettersQuery(address, "1-2"), `${query}&before=1-2`);
  }
});

Deno.test("tidyPath() leaves out what a form left empty", () => {
  const tidy = (query: string) => tidyPath(new URL(`http://a/dead-letters${query}`));
  assertEquals(tidy("?reason=&device=&range="), "/dead-letters");
  assertEquals(
    tidy("?reason=empty&device=+&range=now-1h"),
    "/dead-letters?reason=empty&range=now-1h",
  );
  assertEquals([tidy(""), tidy("?reason=empty")], [undefined, undefined]);
});

Deno.test("justAfter() is a microsecond later", () => {
  assertEquals(justAfter(1_795_896_446_341.44), "1795896446341.441");
});

Deno.test("upToCut() asks for the same letters up to the cut, in place of a duration", () => {
  assertEquals(upToCut({ device: "a", duration: "5m" }, 5000.5, 9000.25), {
    ...{ device: "a", from: "5000", to: "9000.251" },
  });
});

Deno.test("deviceAt() is the device's page around a moment", () => {
  assertEquals(deviceAt("a", 100_000.5), "/devices/a?from=40000&to=160001");
});

Deno.test("replayCommand() names reason and device, even one that looks like an option", () => {
  assertEquals(replayCommand({}), "deno task replay");
  assertEquals(
    replayCommand({ reason: "not_json", device: "vehicle_01" }),
    "deno task replay --reason not_json --device vehicle_01",
  );
  assertEquals(replayCommand({ device: "-rf" }), "deno task replay --device=-rf");
});
