/** MQTT's control packets in a stream of bytes, as far as a proxy has to know them. */

/** Types of packets: the first four bits. */
export const CONNECT = 1;
/** A publication. */
export const PUBLISH = 3;
/** A subscription. */
export const SUBSCRIBE = 8;

const text = new TextDecoder();

/** Cuts a stream of bytes into packets. */
export class PacketReader {
  #rest = new Uint8Array();

  /** The packets that are whole with these bytes. */
  push(bytes: Uint8Array): Uint8Array<ArrayBuffer>[] {
    const all = new Uint8Array(this.#rest.length + bytes.length);
    all.set(this.#rest);
    all.set(bytes, this.#rest.length);
    const packets: Uint8Array<ArrayBuffer>[] = [];
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

/** The topic of a PUBLISH; empty if a client uses an alias in its place. */
export function topicOf(packet: Uint8Array): string {
  return textAt(bodyOf(packet), 0).text;
}

/** What a CONNECT says: the version of the protocol, who connects, and the topic of its will. */
export interface Connect {
  readonly version: number;
  readonly username: string;
  readonly password: string;
  readonly willTopic: string | undefined;
}

/** Reads a CONNECT (MQTT 5, 3.1). */
export function readConnect(packet: Uint8Array): Connect {
  const body = bodyOf(packet);
  const { end: name } = textAt(body, 0);
  const [version, flags] = body.subarray(name);
  const properties = (at: number) => version === 5 ? afterProperties(body, at) : at;
  let { end: at } = textAt(body, properties(name + 4)); // after the client id
  const next = () => {
    const { text, end } = textAt(body, at);
    at = end;
    return text;
  };
  let willTopic: string | undefined;
  if (flags & 0x04) {
    at = properties(at);
    willTopic = next();
    next(); // its payload
  }
  const username = flags & 0x80 ? next() : "";
  const password = flags & 0x40 ? next() : "";
  return { version, username, password, willTopic };
}

/** Reads a SUBSCRIBE (MQTT 5, 3.8): its packet id and its filters. */
export function readSubscribe(packet: Uint8Array, version: number) {
  const body = bodyOf(packet);
  const filters: string[] = [];
  for (let at = version === 5 ? afterProperties(body, 2) : 2; at < body.length;) {
    const { text, end } = textAt(body, at);
    filters.push(text);
    at = end + 1; // its options
  }
  return { id: body.subarray(0, 2), filters };
}

/** The packet id of a PUBLISH; `undefined` for one of QoS 0. */
export function publishId(packet: Uint8Array): Uint8Array | undefined {
  if ((packet[0] & 0x06) === 0) return undefined;
  const body = bodyOf(packet);
  const { end } = textAt(body, 0);
  return body.subarray(end, end + 2);
}

/** What follows a packet's type and length (MQTT 5, 2.1). */
function bodyOf(packet: Uint8Array): Uint8Array {
  return packet.subarray(1 + lengthBytes(packet));
}

/** A text that begins at `index` with its length in two bytes, and where it ends. */
function textAt(bytes: Uint8Array, index: number): { text: string; end: number } {
  const begin = index + 2;
  const end = begin + (bytes[index] << 8 | bytes[index + 1]);
  return { text: text.decode(bytes.subarray(begin, end)), end };
}

/** Where properties that begin at `index` with their length end. */
function afterProperties(bytes: Uint8Array, index: number): number {
  const count = digits(bytes, index);
  return index + count + numberAt(bytes, index, count);
}

/** The size of the first packet; 0 if it is not whole. */
function sizeOf(bytes: Uint8Array): number {
  const count = lengthBytes(bytes);
  if (count === 0) return 0;
  const size = 1 + count + numberAt(bytes, 1, count);
  return size <= bytes.length ? size : 0;
}

/** How many bytes hold the length, 1 to 4; 0 if they are not all there. */
function lengthBytes(bytes: Uint8Array): number {
  return digits(bytes, 1);
}

/** How many bytes hold the number at `index`; all but the last have their highest bit set. */
function digits(bytes: Uint8Array, index: number): number {
  for (let count = 1; count <= 4 && index + count <= bytes.length; count++) {
    if (bytes[index + count - 1] < 128) return count;
  }
  return 0;
}

function numberAt(bytes: Uint8Array, index: number, count: number): number {
  let number = 0;
  for (let i = 0; i < count; i++) number += (bytes[index + i] & 127) * 128 ** i;
  return number;
}
