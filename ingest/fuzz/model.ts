/**
 * What should become of a vehicle's message, told a second time and in another way than the decoder
 * does, for its fuzzer: the reasons that speak against it, or what is stored.
 */
import type { Message } from "../decode/message.ts";
import type { Reason } from "../reasons.ts";
import { RETENTION_DAYS, VEHICLE_DOUBLES, VEHICLE_LONGS } from "../tables.ts";

/** Every reason that holds; if there is none, the columns that are stored. */
export interface Verdict {
  readonly reasons: ReadonlySet<Reason>;
  /** Whole numbers and decimals as numbers, times in microseconds; absent ones are left out. */
  readonly columns: Readonly<Record<string, unknown>>;
}

const KNOWN: ReadonlySet<string> = new Set([
  ...["device_id", "epoch", "seq", "timestamp", "detection_label"],
  ...VEHICLE_DOUBLES,
  ...VEHICLE_LONGS,
]);
const DAY = 86_400_000; // ms
const WRAPPERS = ["data", "payload", "metrics", "values", "fields"];
const ID = /^[A-Za-z0-9._-]{1,64}$/;

/** The device's part of a vehicle's topic; undefined if it is another topic. */
export function vehicleOf(topic: string): string | undefined {
  return /^(?:device\/data|vehicle\/speed)\/([^/]*)$/.exec(topic)?.[1];
}

/** Judges a message on the topic of a vehicle. */
export function judge({ topic, payload, receivedAt }: Message, clockSkewLimit: number): Verdict {
  const reasons = new Set<Reason>();
  const columns: Record<string, unknown> = {};
  const object = readObject(payload);
  if (typeof object === "string") return { reasons: reasons.add(object), columns };

  const leaves = leavesOf(object);
  const value = new Map(leaves);
  if (leaves.some(([name, one]) => value.get(name) !== one)) reasons.add("field_ambiguous");
  const field = (name: string) => value.get(name) ?? undefined;

  const [ours, theirs] = [vehicleOf(topic), field("device_id") ?? vehicleOf(topic)];
  if (![ours, theirs].every((id) => typeof id === "string" && ID.test(id))) {
    reasons.add("device_id_invalid");
  } else if (ours !== theirs) reasons.add("device_id_differs");
  columns.device_id = ours;

  for (const name of ["epoch", "seq"]) {
    const number = columns[name] = numberOf(field(name));
    if (number !== undefined && !(Number.isSafeInteger(number) && number >= 0)) {
      reasons.add("identity_invalid");
    }
  }
  const time = field("timestamp");
  const micros = columns.ts = microsOf(time);
  if (time === undefined) reasons.add("timestamp_missing");
  else if (micros === undefined) reasons.add("timestamp_unreadable");
  else if (micros / 1000 > receivedAt + clockSkewLimit) reasons.add("timestamp_in_future");
  else if (isOverdue(micros / 1000, receivedAt)) {
    reasons.add("timestamp_too_old");
  }

  const invalid = (name: string, isValid: (value: never) => boolean) => {
    if (columns[name] !== undefined && !isValid(columns[name] as never)) {
      reasons.add("field_invalid");
    }
  };
  for (const name of [...VEHICLE_DOUBLES, ...VEHICLE_LONGS]) columns[name] = numberOf(field(name));
  for (const name of VEHICLE_DOUBLES) invalid(name, Number.isFinite);
  for (const name of VEHICLE_LONGS) invalid(name, Number.isSafeInteger);
  const label = columns.detection_label = field("detection_label");
  if (label === "") columns.detection_label = undefined;
  invalid("detection_label", isStorable);
  return { reasons, columns };
}

/** The JSON object, or why there is none. */
function readObject(payload: Uint8Array): Record<string, unknown> | Reason {
  if (payload.length === 0) return "empty";
  if (payload.length > 65_536) return "too_large";
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(payload);
  } catch {
    return "not_utf8";
  }
  try {
    const value = JSON.parse(text);
    return isObject(value) ? value : "not_an_object";
  } catch {
    return "not_json";
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Every value by its flat name. */
function leavesOf(object: Record<string, unknown>, prefix = "", depth = 1): [string, unknown][] {
  return Object.entries(object).flatMap(([key, value]) => {
    const name = prefix + key;
    if (!isObject(value) || KNOWN.has(name) || depth === 4) return [[name, value]];
    return leavesOf(value, WRAPPERS.includes(key) ? prefix : `${name}_`, depth + 1);
  });
}

/** NaN for what is no number; undefined for what is absent. */
function numberOf(value: unknown): number | undefined {
  if (value === undefined || typeof value === "number") return value;
  const digits = typeof value === "string" ? value.trim() : "";
  return /^[-+.eE0-9]+$/.test(digits) ? Number(digits) : NaN;
}

function isStorable(label: unknown): boolean {
  return typeof label === "string" && label.length <= 256 && !/\0/.test(label) &&
    !/\p{Surrogate}/u.test(label);
}

function microsOf(value: unknown): number | undefined {
  const number = numberOf(value);
  if (number === undefined) return undefined;
  if (Number.isFinite(number)) {
    const scale = [[1e11, 1e6], [1e14, 1e3], [1e17, 1]].find(([most]) => Math.abs(number) < most);
    return Math.round(scale ? number * scale[1] : number / 1000);
  }
  return microsOfIso(typeof value === "string" ? value.trim() : "");
}

const ISO =
  /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?\s?([Zz]|[+-]\d\d:?\d\d)?$/;

function microsOfIso(text: string): number | undefined {
  const iso = ISO.exec(text);
  if (iso === null) return undefined;
  const [year, month, day, hour, minute, second] = iso.slice(1, 7).map((part) => Number(part ?? 0));
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second);
  const real = [date.getUTCMonth() + 1, date.getUTCDate(), date.getUTCHours()];
  const rolledOver = [month, day, hour].some((part, i) => part !== real[i]);
  if (rolledOver || minute > 59 || second > 59) return undefined;
  const zone = /^([+-])(\d\d):?(\d\d)$/.exec(iso[8] ?? "");
  const ahead = zone ? Number(`${zone[1]}1`) * (Number(zone[2]) * 60 + Number(zone[3])) : 0;
  const micros = Math.round(Number(`0.${iso[7] ?? 0}`) * 1e6);
  return (date.getTime() - ahead * 60_000) * 1000 + micros;
}

/** Older than 90 days, or of a day that goes within twelve hours. */
function isOverdue(time: number, now: number): boolean {
  const kept = RETENTION_DAYS * DAY;
  const isExpiring = now + DAY / 2 > (Math.floor(time / DAY) + 1) * DAY + kept;
  return now - time > kept || isExpiring;
}
