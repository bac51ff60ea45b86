/** Bytes to a JSON object. */
import type { Fields } from "./fields.ts";
import { Refusal } from "./refusal.ts";

/** Largest payload that is looked into, in bytes, unless a family says otherwise. */
export const LARGEST_PAYLOAD = 65_536;

const REPLACEMENT = "\ufffd";
/** Three times as fast as one that is strict, but does not say when it replaced bytes. */
const lenient = new TextDecoder("utf-8", { ignoreBOM: true });
const strict = new TextDecoder("utf-8", { fatal: true });

/**
 * The JSON object that a payload holds; of a name that is given twice the last counts.
 *
 * @throws {Refusal} if it holds none.
 */
export function parseObject(payload: Uint8Array, largest = LARGEST_PAYLOAD): Fields {
  if (payload.length === 0) throw new Refusal("empty");
  if (payload.length > largest) throw new Refusal("too_large", `${payload.length} bytes`);
  const value = parseJson(toText(payload));
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Fields;
  throw new Refusal("not_an_object");
}

function toText(payload: Uint8Array): string {
  const text = lenient.decode(payload);
  if (text.includes(REPLACEMENT)) checkUtf8(payload);
  return text;
}

function checkUtf8(payload: Uint8Array): void {
  try {
    strict.decode(payload);
  } catch {
    throw new Refusal("not_utf8");
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // V8 quotes the text, whatever is in it.
    const detail = (error as Error).message.replaceAll(/[\p{Cc}\p{Cf}]/gu, " ").slice(0, 120);
    throw new Refusal("not_json", detail);
  }
}
