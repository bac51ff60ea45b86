/** The least of a broker that delivers: for tests of what MQTT.js does with a message. */

/** A packet from a client: its type (MQTT 5, 2.1.2) and what follows the fixed header. */
export interface ClientPacket {
  readonly type: number;
  readonly body: Uint8Array;
}

/** Packet types. */
export const PUBLISH = 3, PUBACK = 4, PINGREQ = 12;
const CONNECT = 1;

/** Takes connections one after the other; packets are those of all of them, in order. */
export class DeliveringBroker implements AsyncDisposable {
  readonly packets: ClientPacket[] = [];
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #serving: Promise<void>;
  #socket: Deno.Conn | undefined;
  #wake = () => {};

  constructor(private readonly version: 4 | 5) {
    this.#serving = this.#serve();
  }

  /** Where clients connect. */
  get url(): string {
    return `mqtt://127.0.0.1:${(this.#listener.addr as Deno.NetAddr).port}`;
  }

  /** Sends messages with QoS 1 and these packet ids, all at once. */
  async deliver(...ids: number[]): Promise<void> {
    const topic = [0, 1, 0x74]; // "t"
    const properties = this.version === 5 ? [0] : [];
    const packets = ids.flatMap((id) => {
      const body = [...topic, id >> 8, id & 255, ...properties, 0x70];
      return [0x32, body.length, ...body];
    });
    await this.#socket!.write(new Uint8Array(packets));
  }

  /** Resolves as soon as this many packets of a type have come. */
  async until(type: number, count: number): Promise<void> {
    while (this.packets.filter((packet) => packet.type === type).length < count) {
      await new Promise<void>((wake) => this.#wake = wake);
    }
  }

  /** Packet ids of the acknowledgements so far. */
  acknowledged(): number[] {
    return this.packets.filter(({ type }) => type === PUBACK)
      .map(({ body }) => body[0] << 8 | body[1]);
  }

  /** Cuts the connection, if there is one. */
  cut(): void {
    this.#socket?.close();
    this.#socket = undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    this.cut(); // a test that failed leaves its client connected
    await this.#serving;
  }

  async #serve(): Promise<void> {
    for await (const socket of this.#listener) {
      this.#socket = socket;
      await this.#follow(socket).catch(() => {}); // cut
      if (this.#socket === socket) this.#socket = undefined;
    }
  }

  async #follow(socket: Deno.Conn): Promise<void> {
    let buffer = new Uint8Array();
    for await (const chunk of socket.readable) {
      buffer = new Uint8Array([...buffer, ...chunk]);
      // All packets of these tests are shorter than 128 bytes.
      while (buffer.length >= 2 && buffer.length >= 2 + buffer[1]) {
        const body = buffer.slice(2, 2 + buffer[1]);
        const type = buffer[0] >> 4;
        buffer = buffer.slice(2 + body.length);
        await this.#answer(socket, type);
        this.packets.push({ type, body });
        this.#wake();
      }
    }
  }

  async #answer(socket: Deno.Conn, type: number): Promise<void> {
    const connack = this.version === 5 ? [0x20, 3, 0, 0, 0] : [0x20, 2, 0, 0];
    if (type === CONNECT) await socket.write(new Uint8Array(connack));
    if (type === PINGREQ) await socket.write(new Uint8Array([0xd0, 0]));
  }
}
