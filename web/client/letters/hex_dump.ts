/** Bytes as hexadecimal figures and characters, as `xxd` shows them. */

const BYTES_OF_LINE = 16;
const WIDTH = 39; // of the figures of a whole line

/** Lines of 16 bytes: where they are, figures in pairs, and what is printable ASCII. */
export function hexDump(bytes: Uint8Array): string {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length; at += BYTES_OF_LINE) {
    lines.push(line(at, bytes.subarray(at, at + BYTES_OF_LINE)));
  }
  return lines.join("\n");
}

function line(at: number, bytes: Uint8Array): string {
  const figures = Array.from(bytes, (byte) => hex(byte, 2)).join("").replaceAll(
    /....(?=.)/g,
    "$& ",
  );
  const characters = Array.from(bytes, (byte) => {
    return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".";
  });
  return `${hex(at, 8)}: ${figures.padEnd(WIDTH)}  ${characters.join("")}`;
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, "0");
}
