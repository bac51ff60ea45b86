/** Rows as devices and the ingest would have made them, for tests of the ledger. */
import type { Eviction } from "../../devices/wire/account.ts";
import {
  DEAD_LETTERS,
  DEVICE_ACCOUNT,
  DEVICE_DATA,
  LEDGER_ACCOUNTS,
  LEDGER_BLOCKS,
} from "../../ingest/tables.ts";
import { until } from "../rig/wait.ts";
import type { Pipeline } from "./pipeline.ts";

const HOUR = 3_600_000; // ms

/** When readings were taken, and when the rest was received. */
export class Times {
  /** `start`: when seq 0 would have been taken. */
  constructor(readonly start: number) {}

  of(seq: number): number {
    return this.start + seq * 1000;
  }

  /** As SQL. */
  get received(): string {
    return `cast(${(this.start + 3 * HOUR) * 1000} as timestamp)`;
  }
}

/** Devices of every kind; some balance, some do not. */
export async function fill(pipeline: Pipeline, times: Times): Promise<void> {
  const { database } = pipeline;
  await store(pipeline, times, "whole", 7, 1, 10_000);
  await account(pipeline, times, {
    device: "whole",
    account: 3,
    epoch: 7,
    produced: 10_000,
    oldest: 10_001,
  });
  // The broker has kept an older account, and brings it once more.
  await account(pipeline, times, {
    device: "whole",
    account: 2,
    epoch: 7,
    produced: 100,
    oldest: 1,
  });

  await store(pipeline, times, "holes", 8, 1, 499);
  await store(pipeline, times, "holes", 8, 501, 4095);
  await store(pipeline, times, "holes", 8, 4097, 4999);
  await store(pipeline, times, "holes", 8, 5101, 9000);
  await store(pipeline, times, "holes", 8, 499, 499, 1); // with another time
  await store(pipeline, times, "holes", 8, 6000, 6000, 1);
  for (const seq of [499, 500, 500]) await refuse(pipeline, times, "holes", 8, seq);
  const evicted: Eviction[] = [[5000, 5049, "overflow"]];
  await account(pipeline, times, {
    ...{ device: "holes", account: 1, epoch: 8, produced: 9010, oldest: 9001, evicted },
  });

  // Readings that arrive in another order than they were taken in.
  await store(pipeline, times, "late", 6, 4000, 9000);
  await store(pipeline, times, "late", 6, 1, 3999);
  await account(pipeline, times, {
    device: "late",
    account: 1,
    epoch: 6,
    produced: 9000,
    oldest: 9001,
  });

  await store(pipeline, times, "gone", 9, 1, 3);
  await account(pipeline, times, { device: "gone", account: 1, epoch: 9, produced: 10, oldest: 4 });
  await store(pipeline, times, "gone", 10, 1, 2);
  await account(pipeline, times, { device: "gone", account: 2, epoch: 10, produced: 2, oldest: 3 });

  await store(pipeline, times, "foreign", 0, 4_000_000_000_000, 4_000_000_000_002);
  await store(pipeline, times, "mute", 5, 1, 2);
  await store(pipeline, times, "mute", 5, 4, 4);
  await database.query(
    `insert into ${DEAD_LETTERS} (ts, device_id, reason, hash) values (now(), 'hostile', 'x', 1)`,
  );
}

/** Stores a run of readings, one a second; with `shift`, so many ms later. They are received now. */
export async function store(
  { database }: Pipeline,
  times: Times,
  device: string,
  epoch: number,
  from: number,
  to: number,
  shift = 0,
): Promise<void> {
  const seq = `(x + ${from - 1})`;
  const ts = `cast(${(times.of(from % 20_000) + shift) * 1000} + (x - 1) * 1000000 as timestamp)`;
  await database.query(
    `insert into ${DEVICE_DATA} (ts, device_id, epoch, seq, collector_receive_time) ` +
      `select ${ts}, '${device}', ${epoch}, ${seq}, now() from long_sequence(${to - from + 1})`,
  );
}

/** Keeps a reading as a dead letter. */
export async function refuse(
  { database }: Pipeline,
  times: Times,
  device: string,
  epoch: number,
  seq: number,
): Promise<void> {
  await database.query(
    `insert into ${DEAD_LETTERS} (ts, device_id, reason, hash, epoch, seq) ` +
      `values (${times.received}, '${device}', 'field_invalid', ${seq}, ${epoch}, ${seq})`,
  );
}

/** Stores what a device says of one epoch. */
export async function account(
  { database }: Pipeline,
  times: Times,
  { device, account, epoch, produced, oldest, evicted = [] }: {
    readonly device: string;
    readonly account: number;
    readonly epoch: number;
    readonly produced: number;
    readonly oldest: number;
    readonly evicted?: readonly Eviction[];
  },
): Promise<void> {
  const count = evicted.reduce((sum, [from, to]) => sum + to - from + 1, 0);
  await database.query(
    `insert into ${DEVICE_ACCOUNT} ` +
      "(ts, device_id, account, epochs, epoch, produced, oldest, evicted, evictions) " +
      `values (${times.received}, '${device}', ${account}, 1, ${epoch}, ${produced}, ${oldest}, ${count}, ` +
      `'${JSON.stringify(evicted)}')`,
  );
}

/** Brings the roll-ups up to date, as their timers would. */
export async function refresh({ database }: Pipeline): Promise<void> {
  await database.untilApplied(); // what is not applied yet would not be refreshed
  for (const view of [LEDGER_BLOCKS, LEDGER_ACCOUNTS]) {
    await database.query(`refresh materialized view ${view} incremental`);
  }
  await until("the roll-ups are up to date", async () =>
    await database.figure(
      "select count() from materialized_views() where view_name like 'ledger_%' " +
        "and refresh_base_table_txn = base_table_txn",
    ) === 2);
  await database.untilApplied();
}
