/** The vehicle family: speed, what the camera sees, and the figures of the computer on board. */
import type { Sensor, SensorOptions } from "../runtime/sensor.ts";
import { Camera } from "./camera.ts";
import { Driver } from "./driver.ts";

/** The sensors of a vehicle. */
export function createVehicle({ random, interval, host }: SensorOptions): Sensor {
  const driver = new Driver(random);
  const camera = new Camera(random);
  return {
    sample: () => ({ speed: driver.drive(interval), ...host(), ...camera.look(interval) }),
  };
}
