/** Text as UTF-8, and numbers, in a buffer that grows and is used again and again. */

const SMALLEST = 65_536; // bytes
/** UTF-8 needs at most three bytes for a unit of UTF-16. */
const BYTES_PER_UNIT = 3;
const LAST_ASCII = 0x7f;
const DOUBLE_SIZE = 8; // bytes
/** Longer text is encoded faster by a call, in units of UTF-16. */
const SHORT = 64;
const ZERO = 0x30;
/** A whole number is written in two parts that each fit into 32 bits. */
const LOW_DIGITS = 8;
const HIGH = 10 ** LOW_DIGITS;
const MOST_DIGITS = 16;

const encoder = new TextEncoder();

/** Bytes that are written at their end and cut out anywhere. */
export class Bytes {
  #buffer = new Uint8Array(SMALLEST);
  #view = new DataView(this.#buffer.buffer);
  #length = 0;

  /** How many bytes there are. */
  get length(): number {
    return this.#length;
  }

  /** The bytes between two places; valid until the next change. */
  slice(from: number, to: number): Uint8Array<ArrayBuffer> {
    return this.#buffer.subarray(from, to);
  }

  /**
   * Appends text. Short ASCII text, which nearly all of it is, goes in unit by unit: a call of
   * `TextEncoder` costs more than a number has digits.
   */
  write(text: string): void {
    this.#reserve(text.length * BYTES_PER_UNIT);
    const buffer = this.#buffer;
    if (text.length > SHORT) return this.#encode(text);
    const start = this.#length;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit > LAST_ASCII) return this.#encode(text);
      buffer[start + i] = unit;
    }
    this.#length = start + text.length;
  }

  /** Appends bytes. */
  append(bytes: Uint8Array): void {
    this.#reserve(bytes.length);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** Appends a number as IEEE 754 has it, in 8 bytes, the least significant first. */
  writeDouble(value: number): void {
    this.#reserve(DOUBLE_SIZE);
    this.#view.setFloat64(this.#length, value, true);
    this.#length += DOUBLE_SIZE;
  }

  /**
   * Appends a number in decimal. The digits of whole ones are counted out: to make a string of a time
   * in microseconds takes more than twice as long.
   */
  writeNumber(value: number): void {
    if (!Number.isSafeInteger(value) || value < 0) return this.write(String(value));
    this.#reserve(MOST_DIGITS);
    if (value < HIGH) return this.#writeDigits(value, digitsOf(value));
    const high = Math.floor(value / HIGH);
    this.#writeDigits(high, digitsOf(high));
    this.#writeDigits(value - high * HIGH, LOW_DIGITS);
  }

  /** Takes out the bytes between two places and closes the gap. */
  cut(from: number, to: number): void {
    this.#buffer.copyWithin(from, to, this.#length);
    this.#length -= to - from;
  }

  #writeDigits(value: number, digits: number): void {
    const [buffer, start] = [this.#buffer, this.#length];
    let rest = value | 0;
    for (let at = start + digits - 1; at >= start; at--) {
      buffer[at] = ZERO + rest % 10;
      rest = (rest / 10) | 0;
    }
    this.#length = start + digits;
  }

  #encode(text: string): void {
    this.#length += encoder.encodeInto(text, this.#buffer.subarray(this.#length)).written;
  }

  #reserve(more: number): void {
    const size = this.#length + more;
    if (size <= this.#buffer.length) return;
    const larger = new Uint8Array(Math.max(size, this.#buffer.length * 2));
    larger.set(this.#buffer.subarray(0, this.#length));
    this.#buffer = larger;
    this.#view = new DataView(larger.buffer);
  }
}

function digitsOf(value: number): number {
  let digits = 1;
  for (let limit = 10; value >= limit; limit *= 10) digits++;
  return digits;
}
