/** What a device family has to offer: something to sample. */
import type { Figures, HostFigures } from "../wire/payload.ts";

/** The sensors of one device. */
export interface Sensor {
  /** The figures of this moment. What it throws restarts the device, and only this device. */
  sample(): Figures;
}

/** What a family may use to make its sensors. */
export interface SensorOptions {
  /** Numbers in [0, 1): the same for the same device and the same `DEVICE_SEED`. */
  readonly random: () => number;
  /** Seconds between samples. */
  readonly interval: number;
  /** The newest figures of the host, measured once a second for all devices. */
  readonly host: () => HostFigures;
}
