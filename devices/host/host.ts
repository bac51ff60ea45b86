/** The host family: only the real figures of the machine that the program runs on. */
import type { Sensor, SensorOptions } from "../runtime/sensor.ts";

/** The sensors of a host. */
export function createHost({ host }: SensorOptions): Sensor {
  return { sample: host };
}
