/** Reads the events of a stream in tests. */
import type { EventData, EventName } from "../frame.ts";

/** An event as a browser gets it. */
export interface ReadEvent<N extends EventName = EventName> {
  readonly name: N;
  readonly id: string;
  readonly data: EventData[N];
}

/** Collects the events of a stream as they come. */
export class EventReader {
  readonly events: ReadEvent[] = [];
  readonly ended: Promise<void>;
  readonly #reader: ReadableStreamDefaultReader<Uint8Array>;

  constructor(stream: ReadableStream<Uint8Array>) {
    this.#reader = stream.getReader();
    this.ended = this.#read();
  }

  /** The data of all events of a name. */
  of<N extends EventName>(name: N): EventData[N][] {
    return this.events.flatMap((event) => event.name === name ? [event.data as EventData[N]] : []);
  }

  /** Goes away, as a closed tab does. */
  cancel(): Promise<void> {
    return this.#reader.cancel();
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    while (true) {
      const { done, value } = await this.#reader.read();
      if (done) return;
      for (const text of decoder.decode(value).split("\n\n")) {
        if (text !== "") this.events.push(parse(text));
      }
    }
  }
}

function parse(text: string): ReadEvent {
  const fields = Object.fromEntries(
    text.split("\n").map((line) => [line.split(": ", 1)[0], line.slice(line.indexOf(": ") + 2)]),
  );
  return { name: fields.event as EventName, id: fields.id, data: JSON.parse(fields.data) };
}
