/**
 * A proxy that lets MQTT clients do what the rules of `infra/emqx/acl.conf` allow, for brokers that
 * have no such rules. What is denied is answered as EMQX does, and does not reach the broker.
 */
import { isAllowed, type Rule, type Wish } from "../emqx/acl.ts";
import {
  CONNECT,
  type Connect,
  PacketReader,
  PUBLISH,
  publishId,
  readConnect,
  readSubscribe,
  SUBSCRIBE,
  topicOf,
  typeOf,
} from "./packets.ts";

/** The rules, and who is let in. */
export interface AclProxyOptions {
  readonly rules: readonly Rule[];
  /** Passwords by user name. A name that isn't there has none. */
  readonly passwords: Readonly<Record<string, string>>;
}

/** Bytes that are passed on, or given back. */
interface Decision {
  readonly pass?: Uint8Array;
  readonly answer?: Uint8Array;
  /** Whether the connection ends with the answer. */
  readonly ends?: boolean;
}

const NOT_AUTHORIZED = 0x87;
/** As MQTT 3.1.1 has it: of a CONNACK, of a SUBACK. */
const [NOT_AUTHORIZED_4, FAILURE_4] = [5, 0x80];
const SHARED = /^\$share\/[^/]+\//;

/** A proxy to a broker of this machine. */
export class AclProxy implements AsyncDisposable {
  /** The broker's address, with the proxy's port in its place. */
  readonly url: string;
  /** What was denied, such as `hostile publish stored/vehicle_01`. */
  readonly denied: string[] = [];
  readonly #options: AclProxyOptions;
  readonly #port: number;
  readonly #listener: Deno.TcpListener;
  readonly #open = new Set<Deno.TcpConn>();
  readonly #serving: Promise<void>;

  /** Listens on a free port, in front of the broker at `url`. */
  constructor(url: string, options: AclProxyOptions) {
    this.#options = options;
    this.#port = Number(new URL(url).port);
    this.#listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    this.url = `mqtt://127.0.0.1:${this.#listener.addr.port}`;
    this.#serving = this.#serve();
  }

  /** Ends every connection and stops listening. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    this.#open.forEach(close);
    await this.#serving;
  }

  async #serve(): Promise<void> {
    for await (const near of this.#listener) this.#connect(near);
  }

  async #connect(near: Deno.TcpConn): Promise<void> {
    this.#open.add(near);
    const far = await Deno.connect({ hostname: "127.0.0.1", port: this.#port }).catch(() => {});
    if (far) {
      this.#open.add(far);
      await Promise.race([this.#up(near, far), this.#down(far, near)]).catch(() => {}); // it is cut
      close(far);
      this.#open.delete(far);
    }
    close(near);
    this.#open.delete(near);
  }

  async #up(near: Deno.TcpConn, far: Deno.TcpConn): Promise<void> {
    const reader = new PacketReader();
    const guard = new Guard(this.#options, this.denied);
    for await (const bytes of chunks(near)) {
      for (const packet of reader.push(bytes)) {
        const { pass, answer, ends } = guard.decide(packet);
        if (answer) await writeAll(near, answer);
        if (ends) return;
        if (pass) await writeAll(far, pass);
      }
    }
  }

  /** Whole packets, so that an answer of ours never comes into the middle of one. */
  async #down(far: Deno.TcpConn, near: Deno.TcpConn): Promise<void> {
    const reader = new PacketReader();
    for await (const bytes of chunks(far)) {
      for (const packet of reader.push(bytes)) await writeAll(near, packet);
    }
  }
}

/** Decides on the packets of one client. */
class Guard {
  readonly #options: AclProxyOptions;
  readonly #denied: string[];
  #client?: Connect;

  constructor(options: AclProxyOptions, denied: string[]) {
    this.#options = options;
    this.#denied = denied;
  }

  decide(packet: Uint8Array): Decision {
    const type = typeOf(packet);
    if (type === CONNECT) return this.#connect(packet);
    if (!this.#client) return { ends: true };
    if (type === PUBLISH) return this.#publish(packet, this.#client);
    if (type === SUBSCRIBE) return this.#subscribe(packet, this.#client);
    return { pass: packet };
  }

  #connect(packet: Uint8Array): Decision {
    const client = readConnect(packet);
    const { version, username, password, willTopic } = client;
    const isKnown = Object.hasOwn(this.#options.passwords, username) &&
      this.#options.passwords[username] === password;
    if (!isKnown) this.#denied.push(`${username} connect`);
    const mayWill = willTopic === undefined || this.#may("publish", willTopic, username);
    if (isKnown && mayWill) {
      this.#client = client;
      return { pass: packet };
    }
    const connack = version === 5
      ? [0x20, 3, 0, NOT_AUTHORIZED, 0]
      : [0x20, 2, 0, NOT_AUTHORIZED_4];
    return { answer: new Uint8Array(connack), ends: true };
  }

  #publish(packet: Uint8Array, { username, version }: Connect): Decision {
    if (this.#may("publish", topicOf(packet), username)) return { pass: packet };
    const id = publishId(packet);
    if (!id) return {};
    const puback = version === 5 ? [0x40, 3, ...id, NOT_AUTHORIZED] : [0x40, 2, ...id];
    return { answer: new Uint8Array(puback) };
  }

  /** A subscription of which one filter is denied is denied as a whole. */
  #subscribe(packet: Uint8Array, { username, version }: Connect): Decision {
    const { id, filters } = readSubscribe(packet, version);
    const may = filters.map((filter) =>
      this.#may("subscribe", filter.replace(SHARED, ""), username)
    );
    if (may.every((one) => one)) return { pass: packet };
    const reasons = filters.map(() => version === 5 ? NOT_AUTHORIZED : FAILURE_4);
    const body = [...id, ...version === 5 ? [0] : [], ...reasons];
    return { answer: new Uint8Array([0x90, body.length, ...body]) };
  }

  #may(action: Wish["action"], topic: string, username: string): boolean {
    if (isAllowed(this.#options.rules, { username, action, topic })) return true;
    this.#denied.push(`${username} ${action} ${topic}`);
    return false;
  }
}

async function* chunks(connection: Deno.TcpConn): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(65_536);
  for (let size = await connection.read(buffer); size !== null;) {
    yield buffer.subarray(0, size);
    size = await connection.read(buffer);
  }
}

async function writeAll(connection: Deno.TcpConn, bytes: Uint8Array): Promise<void> {
  for (let from = 0; from < bytes.length;) from += await connection.write(bytes.subarray(from));
}

function close(connection: Deno.TcpConn): void {
  try {
    connection.close();
  } catch {
    // it is closed already
  }
}
