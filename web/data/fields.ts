/** What a vehicle's reading can show: one entry per measured column, in the order of the pages. */

/** Sections of the device page. */
export type FieldGroup = "motion" | "system" | "network" | "detection";

/** How a measured column is named, grouped, drawn and reduced. */
export interface Field {
  /** The column of `device_data`. */
  readonly name: string;
  readonly label: string;
  readonly group: FieldGroup;
  /** Unit as it is shown; empty if there is none. */
  readonly unit: string;
  /** Decimals that are worth showing. */
  readonly decimals: number;
  /** A counter only grows until its host restarts: charts show its change per second. */
  readonly kind: "gauge" | "counter";
}

/** Every measured number. Units: `devices/wire/payload.ts`. */
export const FIELDS: readonly Field[] = [
  gauge("speed", "Speed", "motion", "km/h", 1),
  gauge("cpu_usage", "CPU", "system", "%", 1),
  gauge("ram_usage", "RAM", "system", "%", 1),
  gauge("memory_percent", "Memory", "system", "%", 1),
  gauge("memory_used", "Memory used", "system", "MiB", 0),
  gauge("memory_available", "Memory available", "system", "MiB", 0),
  gauge("memory_total", "Memory total", "system", "MiB", 0),
  gauge("disk_percent", "Disk", "system", "%", 1),
  gauge("disk_used", "Disk used", "system", "MiB", 0),
  gauge("disk_free", "Disk free", "system", "MiB", 0),
  gauge("disk_total", "Disk total", "system", "MiB", 0),
  counter("network_bytes_sent", "Bytes sent", "network", "B"),
  counter("network_bytes_recv", "Bytes received", "network", "B"),
  gauge("detection_confidence", "Confidence", "detection", "", 2),
];

/** The one measured column that holds words: what the camera saw. */
export const LABEL_FIELD = "detection_label";

function gauge(
  name: string,
  label: string,
  group: FieldGroup,
  unit: string,
  decimals: number,
): Field {
  return { name, label, group, unit, decimals, kind: "gauge" };
}

function counter(name: string, label: string, group: FieldGroup, unit: string): Field {
  return { name, label, group, unit, decimals: 0, kind: "counter" };
}
