import { assertEquals } from "@std/assert";
import { added, readEnvFile, warnings } from "./env_file.ts";

Deno.test("readEnvFile() reads settings, comments and quotes", async () => {
  const path = await Deno.makeTempFile();
  await Deno.writeTextFile(path, "# Comment\nMQTT_URL=mqtt://h:1\nMQTT_PASSWORD='a # b'\nEMPTY=\n");
  assertEquals(readEnvFile(path), { MQTT_URL: "mqtt://h:1", MQTT_PASSWORD: "a # b", EMPTY: "" });
  await Deno.remove(path);
});

Deno.test("readEnvFile() takes a missing file for an empty one", () => {
  assertEquals(readEnvFile("testdata/none.env"), {});
  assertEquals(readEnvFile(""), {});
});

Deno.test("added() lets the real environment win, even where it is empty", () => {
  assertEquals(added({ A: "file", B: "file", C: "file" }, { A: "real", B: "" }), { C: "file" });
});

Deno.test("warnings() says where a misspelt name stands", () => {
  assertEquals(warnings({ MQTT_USER: "x" }, { MQTT_UR: "x", MQTT_USER: "x" }, ["MQTT_URL"]), [
    "MQTT_USER in .env is no setting and is ignored; the nearest is MQTT_URL",
    "MQTT_UR in the environment is no setting and is ignored; the nearest is MQTT_URL",
  ]);
});
