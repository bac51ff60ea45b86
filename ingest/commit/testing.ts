/** For tests: lines of the line protocol as a person reads them. */

/** Text has a backslash before an equals sign, unless it stands in quotes. */
const BINARY_DOUBLE = new RegExp("(?<!\\\\)==\x10([^]{8})", "g");

/** Lines with each double in the digits that stand for it. */
export function textOf(lines: Uint8Array): string {
  const bytes = Array.from(lines, (byte) => String.fromCharCode(byte)).join("");
  const readable = bytes.replace(BINARY_DOUBLE, (_, double) => `=${readDouble(double)}`);
  return new TextDecoder().decode(toBytes(readable));
}

function readDouble(bytes: string): number {
  return new DataView(toBytes(bytes).buffer).getFloat64(0, true);
}

function toBytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text, (unit) => unit.charCodeAt(0));
}
