/** Who listens: every event is encoded once and handed to all clients of its channel. */
import { encodeEvent } from "./event.ts";
import type { EventData, EventName } from "./frame.ts";
import { StreamClient } from "./stream_client.ts";

/** What a stream is about: the fleet, one device, or only the state of the pipeline. */
export type Channel =
  | { readonly kind: "fleet" }
  | { readonly kind: "pipeline" }
  | { readonly kind: "device"; readonly device: string };

/** An event's name and data, not yet encoded. */
export type LiveEvent = {
  [N in EventName]: { readonly name: N; readonly data: EventData[N] };
}[EventName];

/** What a hub needs from outside. */
export interface HubDeps {
  /** This process; part of every event's id. */
  readonly boot: string;
  /** The events that bring a client of a channel up to date, asked for at most once per version. */
  readonly present: (channel: Channel) => readonly LiveEvent[];
  /** Grows whenever `present` would answer something else. */
  readonly version: () => number;
  /** Told when the first client comes and when the last one leaves. */
  readonly occupied: (occupied: boolean) => void;
  readonly now: () => number;
}

/** The clients of one channel, and the encoded present state that new ones get. */
interface Room {
  readonly channel: Channel;
  readonly clients: Set<StreamClient>;
  present?: { readonly version: number; readonly bytes: readonly Uint8Array[] };
}

/** All open streams. */
export class Hub {
  readonly #rooms = new Map<string, Room>();
  #size = 0;
  #events = 0;

  constructor(private readonly deps: HubDeps) {}

  /** How many streams are open. */
  get size(): number {
    return this.#size;
  }

  /** How many of them leave events out because their browser is slow. */
  get behind(): number {
    const clients = [...this.#rooms.values()].flatMap(({ clients }) => [...clients]);
    return clients.filter((client) => client.behind).length;
  }

  /** The devices that have a channel. */
  get devices(): string[] {
    return [...this.#rooms.values()].flatMap(({ channel }) =>
      channel.kind === "device" ? [channel.device] : []
    );
  }

  /** Opens a stream; it begins with `hello` and the present state. */
  open(channel: Channel, hello: EventData["hello"]): ReadableStream<Uint8Array> {
    const room = this.#room(channel);
    const client = new StreamClient({
      catchUp: () => this.#present(room),
      closed: () => this.#remove(room, client),
      now: this.deps.now,
    });
    room.clients.add(client);
    if (++this.#size === 1) this.deps.occupied(true);
    client.send(encodeEvent("hello", hello, this.#nextId()));
    for (const bytes of this.#present(room)) client.send(bytes);
    return client.stream;
  }

  /** Whether anybody listens to a channel. */
  hears(channel: Channel): boolean {
    return this.#rooms.has(keyOf(channel));
  }

  /** Sends an event to the clients of one channel. */
  publish<N extends EventName>(channel: Channel, name: N, data: EventData[N]): void {
    const room = this.#rooms.get(keyOf(channel));
    if (room !== undefined) this.#send([room], name, data);
  }

  /** Sends an event to everybody. */
  broadcast<N extends EventName>(name: N, data: EventData[N]): void {
    this.#send([...this.#rooms.values()], name, data);
  }

  /** Brings everybody up to date, as on connect. */
  resynchronize(): void {
    for (const room of this.#rooms.values()) {
      for (const bytes of this.#present(room)) this.#deliver(room, bytes);
    }
  }

  /** Ends all streams. */
  close(): void {
    for (const { clients } of [...this.#rooms.values()]) {
      for (const client of [...clients]) client.close();
    }
  }

  #send<N extends EventName>(rooms: readonly Room[], name: N, data: EventData[N]): void {
    if (rooms.length === 0) return;
    const bytes = encodeEvent(name, data, this.#nextId());
    for (const room of rooms) this.#deliver(room, bytes);
  }

  #deliver({ clients }: Room, bytes: Uint8Array): void {
    for (const client of [...clients]) client.send(bytes);
  }

  #present(room: Room): readonly Uint8Array[] {
    const version = this.deps.version();
    if (room.present?.version !== version) {
      const bytes = this.deps.present(room.channel)
        .map(({ name, data }) => encodeEvent(name, data, this.#nextId()));
      room.present = { version, bytes };
    }
    return room.present.bytes;
  }

  #room(channel: Channel): Room {
    const key = keyOf(channel);
    const room = this.#rooms.get(key) ?? { channel, clients: new Set() };
    this.#rooms.set(key, room);
    return room;
  }

  #remove(room: Room, client: StreamClient): void {
    if (!room.clients.delete(client)) return;
    if (room.clients.size === 0) this.#rooms.delete(keyOf(room.channel));
    if (--this.#size === 0) this.deps.occupied(false);
  }

  #nextId(): string {
    return `${this.deps.boot}-${++this.#events}`;
  }
}

function keyOf(channel: Channel): string {
  return channel.kind === "device" ? `device ${channel.device}` : channel.kind;
}
