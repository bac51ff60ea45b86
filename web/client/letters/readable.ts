/** The payload of a letter as a person reads it. */
import type { LetterText } from "../../data/letters/types.ts";
import { formatNumber } from "../format/number.ts";
import { hexDump } from "./hex_dump.ts";
import { indented } from "./indented.ts";
import { visible } from "./visible.ts";

/** A payload that was made readable. */
export interface Readable {
  /** What it is: `JSON, 214 bytes`. */
  readonly what: string;
  /** Null if there is nothing to show. */
  readonly text: string | null;
  /** Whether lines may be broken; those of a dump may not. */
  readonly isDump: boolean;
  /** Whether it is not all of the payload. */
  readonly isCut: boolean;
}

/** What indentation may make of a payload of 16 KiB; beyond, it stays as it is. */
const LONGEST = 65_536;

const ESCAPED = "; \\u{…} stands for a character that can't be seen";

/** What is kept of a payload, to be looked at. */
export function readable({ payload, encoding, length }: LetterText): Readable {
  if (length === 0) return nothing("The payload is empty");
  if (payload === null) {
    return nothing(`The database took the letter only without its payload, ${size(length)}`);
  }
  if (encoding === "base64") return dump(payload, length);
  const kept = new TextEncoder().encode(payload).length;
  const json = kept === length ? asJson(payload) : undefined;
  const text = json ?? payload;
  const shown = visible(text);
  const what = `${json === undefined ? "Text" : "JSON"}, ${extent(kept, length)}`;
  return {
    what: shown === text ? what : what + ESCAPED,
    ...{ text: shown, isDump: false, isCut: kept < length },
  };
}

function nothing(what: string): Readable {
  return { what, text: null, isDump: false, isCut: false };
}

function dump(base64: string, length: number): Readable {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const what = `Not text, ${extent(bytes.length, length)}`;
  return { what, text: hexDump(bytes), isDump: true, isCut: bytes.length < length };
}

/** JSON over several lines; undefined if it is none, or would grow out of all proportion. */
function asJson(text: string): string | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const json = indented(text);
  return json.length <= LONGEST ? json : text;
}

/** How much of a payload is there. */
function extent(kept: number, length: number): string {
  if (kept === length) return size(length);
  const whole = Math.ceil(kept / 1024); // a cut character counts as if it were there
  return `the first ${formatNumber(whole)} KiB of ${size(length)}`;
}

/** A number of bytes in full. */
export function size(bytes: number): string {
  return bytes === 1 ? "1 byte" : `${formatNumber(bytes)} bytes`;
}
