/** MQTT's control packets in a stream of bytes, as far as a proxy has to know them. */

/** Types of packets: the first four bits. */
export const PUBLISH = 3;

const text = new TextDecoder();

/** Cuts a stream of bytes into packets. */
export class PacketReader {
  #rest = new Uint8Array();

  /** The packets that are whole with these bytes. */
  push(bytes: Uint8Array): Uint8Array[] {
    const all = new Uint8Array(this.#rest.length + bytes.length);
    all.set(this.#rest);
    all.set(bytes, this.#rest.length);
    const packets: Uint8Array[] = [];
    let from = 0;
    for (let size = sizeOf(all); size > 0; size = sizeOf(all.subarray(from))) {
      packets.push(all.subarray(from, from + size));
      from += size;
    }
    this.#rest = all.slice(from);
    return packets;
  }
}

/** The type of a packet. */
export function typeOf(packet: Uint8Array): number {
  return packet[0] >> 4;
}

/** What follows a packet's type and length (MQTT 5, 2.1). */
export function bodyOf(packet: Uint8Array): Uint8Array {
  return packet.subarray(1 + lengthBytes(packet));
}

/** The topic of a PUBLISH; empty if a client uses an alias in its place. */
export function topicOf(packet: Uint8Array): string {
  return textAt(bodyOf(packet), 0).text;
}

/** A text that begins at `index` with its length in two bytes, and where it ends. */
export function textAt(bytes: Uint8Array, index: number): { text: string; end: number } {
  const begin = index + 2;
  const end = begin + (bytes[index] << 8 | bytes[index + 1]);
  return { text: text.decode(bytes.subarray(begin, end)), end };
}

/** The size of the first packet; 0 if it is not whole. */
function sizeOf(bytes: Uint8Array): number {
  const count = lengthBytes(bytes);
  if (count === 0) return 0;
  let length = 0;
  for (let index = 0; index < count; index++) length += (bytes[1 + index] & 127) * 128 ** index;
  const size = 1 + count + length;
  return size <= bytes.length ? size : 0;
}

/** How many bytes hold the length, 1 to 4; 0 if they are not all there. */
function lengthBytes(bytes: Uint8Array): number {
  for (let index = 1; index <= Math.min(4, bytes.length - 1); index++) {
    if (bytes[index] < 128) return index;
  }
  return 0;
}
