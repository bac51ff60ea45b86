/** Python's MQTT client, which the device of `devices/testdata/client.py` stands on. */
import { join } from "node:path";
import { DATA } from "../local/folders.ts";

const PACKAGE = "paho-mqtt==2.1.0";

/** Where Python finds it. */
export const PYTHON_PATH = join(DATA, "python", PACKAGE);

/** Installs it where only these tests look; whether it is there. */
export async function installPaho(): Promise<boolean> {
  if (await python("-c", "import paho.mqtt.client")) return true;
  return await python("-m", "pip", "install", "--quiet", "--target", PYTHON_PATH, PACKAGE);
}

async function python(...args: string[]): Promise<boolean> {
  const command = new Deno.Command("python3", {
    args,
    env: { PYTHONPATH: PYTHON_PATH },
    stdin: "null",
    stdout: "null",
    stderr: "null",
  });
  return await command.output().then(({ success }) => success, () => false); // no Python at all
}
