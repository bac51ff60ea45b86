/** The device families; a new one is a folder and a line here. */
import { createHost } from "./host/host.ts";
import type { Sensor, SensorOptions } from "./runtime/sensor.ts";
import { createVehicle } from "./vehicle/vehicle.ts";

/** Makes the sensors of a device, by the name of its family. */
export const kinds = {
  vehicle: createVehicle,
  host: createHost,
} satisfies Record<string, (options: SensorOptions) => Sensor>;

/** The name of a device family. */
export type Kind = keyof typeof kinds;
