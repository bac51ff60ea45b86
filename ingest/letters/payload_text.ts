/** A payload as it is kept in a letter: text where it is text, cut where it is long. */
import { Buffer } from "node:buffer";

/** Most bytes of a payload that a letter keeps. */
export const LETTER_PAYLOAD = 16_384;

/** A payload that a text column takes. */
export interface PayloadText {
  readonly text: string;
  readonly encoding: "text" | "base64";
  readonly truncated: boolean;
}

/** The payload as text; as base64 if it is no UTF-8 or holds NUL, which the database can't give back. */
export function payloadText(payload: Uint8Array): PayloadText {
  const kept = payload.subarray(0, LETTER_PAYLOAD);
  const truncated = kept.length < payload.length;
  const text = decodeText(kept, truncated);
  if (text !== undefined && !text.includes("\0")) return { text, encoding: "text", truncated };
  return { text: Buffer.from(kept).toString("base64"), encoding: "base64", truncated };
}

/** The bytes of the payload, as far as the letter kept them. */
export function payloadBytes(text: string, encoding: PayloadText["encoding"]): Uint8Array {
  return encoding === "base64" ? new Uint8Array(Buffer.from(text, "base64")) : encoder.encode(text);
}

const encoder = new TextEncoder();

/** UTF-8 to text, undefined if it is none; a cut may have gone through its last character. */
function decodeText(bytes: Uint8Array, truncated: boolean): string | undefined {
  try {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    return decoder.decode(bytes, { stream: truncated });
  } catch {
    return undefined;
  }
}
