/** The questions that the live poller asks. */
import {
  type Applied,
  appliedTransactions,
  type ChangedRange,
  changedRange,
} from "../data/changes.ts";
import type { Queries } from "../data/database.ts";
import { newDeviceReadings } from "../data/device_readings.ts";
import { newestReadings } from "../data/newest.ts";
import { type NewestSecond, newestSecond } from "../data/pipeline_second.ts";
import type { Cell } from "../data/postgres.ts";
import type { Millis } from "../data/range.ts";
import {
  type LateReadings,
  type LiveReading,
  type NewReadings,
  newReadings,
  newReadingsByDevice,
} from "../data/readings.ts";
import { type DeviceStatus, latestStatuses, newStatuses } from "../data/statuses.ts";

/** Everything that the poller reads; each rejects while the database does not answer. */
export interface LiveSource {
  applied(): Promise<Applied>;
  changedRange(after: number, upTo: number): Promise<ChangedRange>;
  newReadings(bounds: NewReadings, limit: number): Promise<LiveReading[]>;
  lateReadings(bounds: NewReadings): Promise<LateReadings[]>;
  deviceReadings(devices: readonly string[], bounds: NewReadings): Promise<Map<string, Cell[][]>>;
  newStatuses(receivedSince: Millis): Promise<DeviceStatus[]>;
  newestReadings(now: Millis): Promise<LiveReading[]>;
  statuses(): Promise<DeviceStatus[]>;
  pipelineSecond(now: Millis): Promise<NewestSecond | undefined>;
}

/** Answers from the database. */
export function databaseSource(db: Queries): LiveSource {
  return {
    applied: () => appliedTransactions(db),
    changedRange: (after, upTo) => changedRange(db, after, upTo),
    newReadings: (bounds, limit) => newReadings(db, bounds, limit),
    lateReadings: (bounds) => newReadingsByDevice(db, bounds),
    deviceReadings: (devices, bounds) => newDeviceReadings(db, devices, bounds),
    newStatuses: (receivedSince) => newStatuses(db, receivedSince),
    newestReadings: (now) => newestReadings(db, now),
    statuses: () => latestStatuses(db),
    pipelineSecond: (now) => newestSecond(db, now),
  };
}
