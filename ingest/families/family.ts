/** What a family of devices is to the ingest. */
import type { Fields } from "../decode/fields.ts";
import type { Identity } from "../decode/identity.ts";
import type { Message, Registry } from "../decode/message.ts";
import type { Row, Table } from "../decode/row.ts";

/** A message whose payload is read and whose device is known. */
export interface Reading {
  readonly deviceId: string;
  /** The payload's fields, flat. */
  readonly fields: Fields;
  readonly message: Message;
}

/** How messages of one kind become rows. Adding one is a file here, its SQL, and a line in `families.ts`. */
export interface Family {
  readonly name: string;
  /** The MQTT topic filters that its messages come by. */
  readonly filters: readonly string[];
  /**
   * Whether brokers keep the last message of each device. Such messages come by no share, so each
   * worker of a group takes all of them; and an empty one takes back the last, and says nothing.
   */
  readonly retained: boolean;
  readonly tables: readonly Table[];
  /** Largest payload that is looked into, in bytes. Default 64 KiB; our readings end at 16 KiB. */
  readonly largest?: number;
  /** Names of the payload's fields; any other is left out and counted. */
  readonly fields: ReadonlySet<string>;
  /** The device's part of the topic, not checked; undefined if the topic is not this family's. */
  deviceOf(topic: string): string | undefined;
  /**
   * The rows of a reading; none if it says nothing new.
   *
   * @throws {Refusal} if it can't be stored as it is.
   */
  rows(reading: Reading, registry: Registry): readonly Row[];
  /** Which of its device's readings a row is; only in families whose messages are readings. */
  identityOf?(row: Row): Identity;
  /** The number of the account that a row is part of; only in a family whose messages are accounts. */
  accountOf?(row: Row): number;
  /** Notes what a row says of its device in the registry, for the messages to come. */
  learn?(row: Row, offline: Set<string>): void;
}
