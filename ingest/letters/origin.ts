/** Whose a refused message is, as far as that can be told. */
import { isDeviceId } from "../../devices/wire/device_id.ts";
import type { Fields } from "../decode/fields.ts";
import { flatten } from "../decode/flatten.ts";
import { type Identity, readCounters } from "../decode/identity.ts";
import type { Message } from "../decode/message.ts";
import { parseObject } from "../decode/parse.ts";
import { families } from "../families.ts";
import type { Family } from "../families/family.ts";

/** The device that sent a message, and which reading it is; null where it can't be read. */
export interface Origin {
  readonly deviceId: string | null;
  readonly epoch: number | null;
  readonly seq: number | null;
}

const NOBODY: Origin = { deviceId: null, epoch: null, seq: null };

/**
 * Where a message comes from. The topic says which device, whatever the payload says: the broker
 * lets a device publish under its own name alone.
 */
export function originOf({ topic, payload }: Message): Origin {
  for (const family of families) {
    const deviceId = family.deviceOf(topic);
    if (deviceId === undefined) continue;
    const identity = family.identityOf && identityIn(payload, family);
    return { ...NOBODY, ...identity, deviceId: isDeviceId(deviceId) ? deviceId : null };
  }
  return NOBODY;
}

function identityIn(payload: Uint8Array, { fields }: Family): Identity | undefined {
  return attempt(() => {
    const object = parseObject(payload);
    return readCounters(attempt((): Fields => flatten(object, fields)) ?? object);
  });
}

/** The result, or undefined if there is none: what is wrong with the message is known already. */
function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
