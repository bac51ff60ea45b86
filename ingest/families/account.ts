/**
 * What devices say of their outboxes, on `account/{device_id}`: one row for each epoch that an
 * account names, and one without an epoch for an account that names none.
 */
import {
  type Account,
  type EpochAccount,
  type Eviction,
  parseAccount,
} from "../../devices/wire/account.ts";
import { MessageError } from "../../devices/wire/message.ts";
import { ACCOUNT_FILTER, parseDeviceTopic } from "../../devices/wire/topics.ts";
import { Refusal } from "../decode/refusal.ts";
import { columns, type Row, type Table } from "../decode/row.ts";
import { DEVICE_ACCOUNT } from "../tables.ts";
import type { Family, Reading } from "./family.ts";

const table: Table = {
  name: DEVICE_ACCOUNT,
  columns: [
    ...columns("symbol", ["device_id"]),
    ...columns("long", ["account", "epochs", "epoch", "produced", "oldest", "evicted"]),
    ...columns("varchar", ["evictions"]),
  ],
};

const ACCOUNT = table.columns.findIndex(({ name }) => name === "account");

/** The accounts of every device. */
export const account: Family = {
  name: "account",
  filters: [ACCOUNT_FILTER],
  retained: true,
  tables: [table],
  fields: new Set(["device_id", "account", "epochs"]),
  largest: 1_048_576, // what brokers take
  deviceOf(topic) {
    const parsed = parseDeviceTopic(topic);
    return parsed?.kind === "account" ? parsed.deviceId : undefined;
  },
  rows: (reading) => rows(reading, read(reading)),
  accountOf: ({ values }) => Number(values[ACCOUNT]),
};

/** The account in a message. */
function read({ message }: Reading): Account {
  try {
    return parseAccount(message.payload);
  } catch (error) {
    if (error instanceof MessageError) throw new Refusal("account_invalid", error.message);
    throw error;
  }
}

function rows({ deviceId, message }: Reading, { account, epochs }: Account): Row[] {
  const named = epochs.length > 0 ? epochs.map(figures) : [[null, null, null, null, null]];
  return named.map((figures) => ({
    table,
    ts: message.receivedAt * 1000,
    values: [deviceId, account, epochs.length, ...figures],
  }));
}

/** An epoch's columns. The evictions stand as in the message: `[[from, to, reason], …]`. */
function figures({ epoch, produced, oldest, evicted }: EpochAccount) {
  return [epoch, produced, oldest, count(evicted), JSON.stringify(evicted)];
}

function count(evictions: readonly Eviction[]): number {
  return evictions.reduce((sum, [from, to]) => sum + to - from + 1, 0);
}
