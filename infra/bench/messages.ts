/** Vehicle messages of all fields, as many as wanted. */
import { encodeReading, type Figures, type Identity } from "../../devices/wire/payload.ts";

/** The payload of a reading with every field; about 500 bytes. */
export function message(identity: Identity): string {
  return encodeReading({ ...identity, ...figures(identity.seq) });
}

/** Every figure that a vehicle has, different from one `seq` to the next. */
export function figures(seq: number): Figures {
  return {
    speed: 60 + (seq % 600) / 10,
    cpu_usage: 12.5 + seq % 50,
    ram_usage: 41.3,
    memory_total: 24_037.5,
    memory_used: 9_927.4,
    memory_available: 14_110.1,
    memory_percent: 41.3,
    disk_total: 257_836.2,
    disk_used: 90_000.4,
    disk_free: 167_835.8,
    disk_percent: 34.9,
    network_bytes_sent: 123_456_789 + seq,
    network_bytes_recv: 987_654_321 + seq,
    detection_label: LABELS[seq % LABELS.length],
    detection_confidence: 0.5 + (seq % 50) / 100,
  };
}

const LABELS = ["car", "truck", "bus", "bicycle", "person"];

/** Name of the nth device of a bench. */
export function deviceName(index: number): string {
  return `bench_${String(index).padStart(4, "0")}`;
}
