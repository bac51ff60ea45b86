/** The broker or the database as a part. */
import type { Server } from "../local/server.ts";
import type { Part } from "./part.ts";

/** How a server is started, and made to forget. */
export interface ServerPartOptions {
  readonly name: string;
  readonly start: () => Promise<Server>;
  readonly wipe?: () => Promise<void>;
}

/** A server of our own. */
export class ServerPart implements Part {
  readonly name: string;
  readonly wipe?: () => Promise<void>;
  readonly #start: () => Promise<Server>;
  #server?: Server;
  #hasEnded = false;

  constructor({ name, start, wipe }: ServerPartOptions) {
    this.name = name;
    this.wipe = wipe;
    this.#start = start;
  }

  async start(): Promise<void> {
    this.#server = await this.#start();
    this.#hasEnded = false;
    this.#server.stopped.then(() => this.#hasEnded = true);
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
  }

  async kill(): Promise<void> {
    this.#server?.kill();
    await this.#server?.stopped;
  }

  freeze(): void {
    this.#server?.freeze();
  }

  thaw(): void {
    this.#server?.thaw();
  }

  async revive(): Promise<string | undefined> {
    if (!this.#hasEnded) return undefined;
    await this.start();
    return `${this.name} ended by itself`;
  }

  end(): void {
    this.#server?.kill();
  }
}
