import { assertEquals, assertThrows } from "@std/assert";
import { ConfigError } from "./lib/env.ts";
import { parsePasswords, readPasswords } from "./passwords.ts";

Deno.test("parsePasswords() reads lines, comments and empty lines passed over", () => {
  const text = "# id,password\r\n\r\nvehicle_01,secret\nmy-laptop,a,b c\n";
  assertEquals([...parsePasswords(text, "passwords")], [
    ["vehicle_01", "secret"],
    ["my-laptop", "a,b c"],
  ]);
});

Deno.test("parsePasswords() names the line that is wrong, and never what is in it", () => {
  const faults: [string, string][] = [
    ["hunter2", "passwords: line 1: must be a device id, a comma and a password"],
    ["a,b\nhunter2,", "passwords: line 2: must be a device id, a comma and a password"],
    [
      "hunter 2,b",
      "passwords: line 1: the id before the comma must be 1 to 64 of A-Z a-z 0-9 . _ -",
    ],
    ["a,b\n\na,hunter2", "passwords: line 3: the device has a password in an earlier line"],
  ];
  for (const [text, message] of faults) {
    const error = assertThrows(() => parsePasswords(text, "passwords"), ConfigError);
    assertEquals(error.message, message);
  }
});

Deno.test("readPasswords() says which file it can't read", () => {
  assertThrows(
    () => readPasswords("no/such"),
    ConfigError,
    "DEVICE_PASSWORDS=no/such: can't be read",
  );
  assertEquals(readPasswords("").size, 0);
});
