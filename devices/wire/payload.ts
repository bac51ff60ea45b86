/** A vehicle's reading as it travels: one flat JSON object, names and units as users see them. */

/** Figures of the host that a device runs on. Percentages 0-100; null where they can't be had. */
export interface HostFigures {
  readonly cpu_usage: number | null;
  readonly ram_usage: number | null;
  /** MiB, as are all of memory_* and disk_* but the percentages. */
  readonly memory_total: number | null;
  readonly memory_used: number | null;
  readonly memory_available: number | null;
  readonly memory_percent: number | null;
  readonly disk_total: number | null;
  readonly disk_used: number | null;
  readonly disk_free: number | null;
  readonly disk_percent: number | null;
  /** Bytes since boot. */
  readonly network_bytes_sent: number | null;
  readonly network_bytes_recv: number | null;
}

/** What a vehicle adds: km/h, and what its camera saw with a confidence from 0 to 1. */
export interface VehicleFigures {
  readonly speed: number;
  readonly detection_label: string;
  readonly detection_confidence: number;
}

/** What a device samples, before its outbox gives it an identity. */
export type Figures = Partial<HostFigures & VehicleFigures>;

/** Whose reading it is, which one, and when it was taken. */
export interface Identity {
  readonly device_id: string;
  /** Drawn at every start of the process; below 2^53. */
  readonly epoch: number;
  /** 1, 2, 3 … within the epoch; below 2^53. */
  readonly seq: number;
  /** The device's clock: Unix seconds with decimals. */
  readonly timestamp: number;
}

/** A reading in full. */
export interface Reading extends Identity, Figures {}

/** The payload of a reading: JSON, absent figures left out. */
export function encodeReading(reading: Reading): string {
  const { device_id, epoch, seq, timestamp, ...figures } = reading;
  return identify({ device_id, epoch, seq, timestamp }, encodeFigures(figures));
}

/**
 * A reading's figures as a JSON object, absent ones left out.
 *
 * @throws {RangeError} naming a figure that is not a finite number: JSON has no word for it.
 */
export function encodeFigures(figures: Figures): string {
  return JSON.stringify(figures, (name, value) => {
    if (typeof value === "number" && !Number.isFinite(value)) {
      throw new RangeError(`${name} must be a finite number: ${value}`);
    }
    return value === null ? undefined : value;
  });
}

/** The payload of a reading whose figures `encodeFigures` has encoded. */
export function identify(identity: Identity, figures: string): string {
  const head = JSON.stringify(identity);
  return figures === "{}" ? head : `${head.slice(0, -1)},${figures.slice(1)}`;
}
