/** Python's MQTT client, which the device of `devices/testdata/client.py` stands on. */
import { installPython, pythonPath } from "../local/python.ts";

const PACKAGES = ["paho-mqtt==2.1.0"];

/** Where Python finds it. */
export const PYTHON_PATH = pythonPath(PACKAGES);

/** Installs it where only these tests look; whether it is there. */
export async function installPaho(): Promise<boolean> {
  return await installPython(PACKAGES) === undefined;
}
