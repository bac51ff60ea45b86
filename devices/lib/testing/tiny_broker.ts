/**
 * The least of a broker, for tests of how MQTT.js behaves: it answers CONNECT, PUBLISH, SUBSCRIBE
 * and PINGREQ as it is told to, keeps what it received and delivers what it is told to.
 */

/** A packet that a client sent. */
export interface Received {
  readonly type: "connect" | "publish" | "subscribe" | "disconnect" | "other";
  /** Which connection brought it: 1, 2, 3 … */
  readonly connection: number;
  readonly topic?: string;
  readonly payload?: string;
  readonly qos?: number;
  readonly retain?: boolean;
}

/** How the broker answers; may be changed at any time. */
export interface Answers {
  /** The reason code of the next CONNACK. */
  connack: number;
  /** CONNACK properties (MQTT 5), ready made. */
  properties: number[];
  /** The reason code of a PUBACK, or `undefined` to send none. */
  puback: (publish: Received) => number | undefined;
  /** The reason code of a SUBACK. */
  suback: number;
  /** What is delivered on the connection that brought a message, with QoS 0. */
  deliver: (publish: Received) => Delivery | undefined;
}

/** A message to a client. */
export interface Delivery {
  readonly topic: string;
  readonly payload: string;
}

/** A running broker. */
export interface TinyBroker extends AsyncDisposable {
  readonly url: string;
  readonly received: Received[];
  readonly answers: Answers;
  /** Resolves when `condition` holds for what was received; rejects when it never does. */
  until(condition: (received: Received[]) => boolean): Promise<void>;
  /** Sends bytes on every connection. */
  send(bytes: number[]): Promise<void>;
  /** Cuts every connection. */
  cut(): void;
}

/** How long a test may wait for a packet. */
const PATIENCE = 30_000; // ms
const TYPES: Record<number, Received["type"]> = {
  1: "connect",
  3: "publish",
  8: "subscribe",
  14: "disconnect",
};
const text = new TextDecoder();
const bytes = new TextEncoder();

/** Starts a broker on a free port of the loopback interface. */
export function startTinyBroker(port = 0): TinyBroker {
  const listener = Deno.listen({ hostname: "127.0.0.1", port });
  const received: Received[] = [];
  const answers: Answers = {
    connack: 0,
    properties: [],
    puback: () => 0,
    suback: 0,
    deliver: () => undefined,
  };
  const open = new Map<Deno.Conn, Promise<void>>();
  let waiting: (() => void)[] = [];
  const keep = (packet: Received) => {
    received.push(packet);
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  };
  let count = 0;
  const accepting = (async () => {
    for await (const socket of listener) {
      open.set(socket, serve(socket, ++count, answers, keep).finally(() => open.delete(socket)));
    }
  })();
  const cut = () => open.forEach((_, socket) => socket.close());
  return {
    url: `mqtt://127.0.0.1:${(listener.addr as Deno.NetAddr).port}`,
    received,
    answers,
    cut,
    async send(bytes) {
      for (const socket of open.keys()) await socket.write(new Uint8Array(bytes));
    },
    async until(condition) {
      const { promise: late, reject } = Promise.withResolvers<never>();
      const timer = setTimeout(() => reject(new Error("The broker waited in vain")), PATIENCE);
      const next = () => new Promise<void>((wake) => waiting.push(wake));
      while (!condition(received)) await Promise.race([next(), late]);
      clearTimeout(timer);
    },
    async [Symbol.asyncDispose]() {
      listener.close();
      cut();
      await accepting;
      await Promise.all(open.values());
    },
  };
}

async function serve(
  socket: Deno.Conn,
  connection: number,
  answers: Answers,
  keep: (packet: Received) => void,
): Promise<void> {
  let version = 5;
  let buffer = new Uint8Array();
  const chunk = new Uint8Array(65_536);
  try {
    for (let size = await socket.read(chunk); size !== null; size = await socket.read(chunk)) {
      buffer = new Uint8Array([...buffer, ...chunk.subarray(0, size)]);
      for (let end = packetEnd(buffer); end > 0; end = packetEnd(buffer)) {
        const packet = buffer.subarray(0, end);
        if (packet[0] >> 4 === 1) version = body(packet)[6];
        const read = readPacket(packet, connection, version);
        const answer = answerTo(packet, read, version, answers);
        keep(read);
        if (answer) await socket.write(new Uint8Array(answer));
        const delivery = read.type === "publish" ? answers.deliver(read) : undefined;
        if (delivery) await socket.write(publishPacket(delivery, version));
        buffer = buffer.subarray(end);
      }
    }
    socket.close();
  } catch {
    // cut
  }
}

/** Where the first packet in the buffer ends, 0 if it is not complete. */
function packetEnd(buffer: Uint8Array): number {
  let length = 0;
  for (let index = 1; index < buffer.length; index++) {
    length |= (buffer[index] & 127) << (7 * (index - 1));
    if (buffer[index] < 128) return index + 1 + length <= buffer.length ? index + 1 + length : 0;
  }
  return 0;
}

function body(packet: Uint8Array): Uint8Array {
  return packet.subarray(packet.findIndex((byte, index) => index > 0 && byte < 128) + 1);
}

function readPacket(packet: Uint8Array, connection: number, version: number): Received {
  const type = TYPES[packet[0] >> 4] ?? "other";
  const content = body(packet);
  if (type === "subscribe") {
    const filterAt = version === 5 ? 5 : 4; // after the packet id and the properties
    const size = content[filterAt - 2] << 8 | content[filterAt - 1];
    return { type, connection, topic: text.decode(content.subarray(filterAt, filterAt + size)) };
  }
  if (type !== "publish") return { type, connection };
  const topicEnd = 2 + (content[0] << 8 | content[1]);
  const qos = (packet[0] >> 1) & 3;
  const propertiesEnd = topicEnd + (qos > 0 ? 2 : 0) + (version === 5 ? 1 : 0);
  return {
    type,
    connection,
    qos,
    retain: (packet[0] & 1) === 1,
    topic: text.decode(content.subarray(2, topicEnd)),
    payload: text.decode(content.subarray(propertiesEnd)),
  };
}

function answerTo(
  packet: Uint8Array,
  read: Received,
  version: number,
  { connack, properties, puback, suback }: Answers,
): number[] | undefined {
  const five = version === 5;
  switch (packet[0] >> 4) {
    case 1:
      return five
        ? [0x20, 3 + properties.length, 0, connack, properties.length, ...properties]
        : [0x20, 2, 0, connack];
    case 3: {
      const reason = read.qos === 1 ? puback(read) : undefined;
      if (reason === undefined) return undefined;
      const content = body(packet);
      const idAt = 2 + (content[0] << 8 | content[1]);
      const id = [content[idAt], content[idAt + 1]];
      return five ? [0x40, 4, ...id, reason, 0] : [0x40, 2, ...id];
    }
    case 8: {
      const [high, low] = body(packet);
      return five ? [0x90, 4, high, low, 0, suback] : [0x90, 3, high, low, suback];
    }
    case 12:
      return [0xd0, 0];
  }
}

function publishPacket({ topic, payload }: Delivery, version: number): Uint8Array<ArrayBuffer> {
  const [name, content] = [bytes.encode(topic), bytes.encode(payload)];
  const properties = version === 5 ? [0] : [];
  const length = 2 + name.length + properties.length + content.length;
  const head = [0x30, (length & 127) | 128, length >> 7]; // long enough for any test
  return new Uint8Array([
    ...head,
    name.length >> 8,
    name.length & 255,
    ...name,
    ...properties,
    ...content,
  ]);
}
