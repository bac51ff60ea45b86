/** Which reading of which device a payload is. */
import { createHash } from "node:crypto";
import { isDeviceId } from "../../devices/wire/device_id.ts";
import { type Fields, toNumber } from "./fields.ts";
import { quote, Refusal } from "./refusal.ts";

/**
 * The device that a message is of: the topic and the payload must not contradict each other.
 *
 * @throws {Refusal} if they do, or if the id is none.
 */
export function readDeviceId(fields: Fields, fromTopic: string): string {
  const fromPayload = fields.device_id ?? fromTopic;
  if (!isDeviceId(fromTopic)) throw new Refusal("device_id_invalid", quote(fromTopic));
  if (!isDeviceId(fromPayload)) throw new Refusal("device_id_invalid", quote(fromPayload));
  if (fromPayload === fromTopic) return fromTopic;
  throw new Refusal("device_id_differs", `${fromPayload} on the topic of ${fromTopic}`);
}

/** Which of the device's readings it is. */
export interface Identity {
  readonly epoch: number;
  readonly seq: number;
}

/**
 * Epoch and seq. A reading without them (of a device that is not ours) gets epoch 0 and a hash of
 * its payload as seq, so that repeats collapse and different readings don't.
 *
 * @throws {Refusal} if one is there and no whole number from 0 to 2^53 - 1.
 */
export function readIdentity(fields: Fields, payload: Uint8Array): Identity {
  return readCounters(fields) ?? { epoch: 0, seq: hash53(payload) };
}

/**
 * Epoch and seq as the device gave them; undefined if one of them is absent.
 *
 * @throws {Refusal} as `readIdentity()` does.
 */
export function readCounters(fields: Fields): Identity | undefined {
  const epoch = counter(fields, "epoch");
  const seq = counter(fields, "seq");
  return epoch === undefined || seq === undefined ? undefined : { epoch, seq };
}

function counter(fields: Fields, name: string): number | undefined {
  const value = fields[name];
  if (value === undefined || value === null) return undefined;
  const number = toNumber(value);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new Refusal("identity_invalid", `${name}=${quote(value)}`);
}

/** The first 53 bits of the SHA-256 of the parts: the most that a double counts exactly. */
export function hash53(...parts: readonly (Uint8Array | string)[]): number {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  const digest = hash.digest();
  return digest.readUInt32BE(0) * 2 ** 21 + (digest.readUInt32BE(4) >>> 11);
}
