/** A TCP proxy on loopback that can be cut, refuse, or hang, as networks do. */

import { delay } from "../../devices/lib/backoff.ts";

/** From clients to the server, or back. */
type Way = "up" | "down";

/** Looks at the bytes of one connection that clients send, before they are passed on. */
export type Look = (bytes: Uint8Array) => void;

/** A proxy to a server. */
export class Proxy implements AsyncDisposable {
  /** The server's address, with the proxy's port in its place. */
  readonly url: string;
  /** Connections taken so far, those that were closed at once included. */
  accepted = 0;
  /** Bytes that a frozen way holds back, or held back when it was last frozen. */
  heldBack = 0;
  readonly #target: { readonly hostname: string; readonly port: number };
  readonly #listener: Deno.TcpListener;
  readonly #open = new Set<Deno.TcpConn>();
  readonly #serving: Promise<void>;
  #refuses = false;
  #delay = 0;
  /** What bytes wait for on ways that are frozen. */
  readonly #thaw = new Map<Way, PromiseWithResolvers<void>>();

  readonly #lookAt?: () => Look;

  /**
   * Listens on a free port and passes everything on to the server at `url`; `lookAt` is asked for
   * each connection.
   */
  constructor(url: string, lookAt?: () => Look) {
    this.#lookAt = lookAt;
    const { protocol, hostname, port } = new URL(url);
    this.#target = { hostname, port: Number(port) };
    this.#listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
    this.url = `${protocol}//127.0.0.1:${this.#listener.addr.port}`;
    this.#serving = this.#serve();
  }

  /** Passes everything on at once, what hung included. */
  pass(): void {
    this.#refuses = false;
    this.#delay = 0;
    for (const { resolve } of this.#thaw.values()) resolve();
    this.#thaw.clear();
  }

  /** Ends every connection; new ones pass. */
  cut(): void {
    for (const connection of this.#open) close(connection);
    this.#open.clear();
    this.pass();
  }

  /** Ends every connection, and each new one as soon as it is made. */
  refuse(): void {
    this.cut();
    this.#refuses = true;
  }

  /** Half-open: connections stay up and new ones are taken, but no byte passes (that way). */
  freeze(...ways: Way[]): void {
    this.heldBack = 0;
    for (const way of ways.length > 0 ? ways : ["up", "down"] as const) {
      if (!this.#thaw.has(way)) this.#thaw.set(way, Promise.withResolvers());
    }
  }

  /** Lets what comes together wait `milliseconds` before it passes, and what comes after behind it. */
  slow(milliseconds: number): void {
    this.#delay = milliseconds;
  }

  /** Ends every connection and stops listening. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    this.cut();
    await this.#serving;
  }

  async #serve(): Promise<void> {
    for await (const near of this.#listener) {
      this.accepted++;
      if (this.#refuses) close(near);
      else this.#connect(near);
    }
  }

  async #connect(near: Deno.TcpConn): Promise<void> {
    this.#open.add(near);
    const far = await Deno.connect(this.#target).catch(() => {});
    if (far && this.#open.has(near)) { // it was not cut in the meantime
      this.#open.add(far);
      // One side is gone, in good order or not: so is the other.
      await Promise.race([this.#copy("up", near, far), this.#copy("down", far, near)]).catch(
        () => {},
      );
    }
    this.#end(near);
    if (far) this.#end(far);
  }

  async #copy(way: Way, from: Deno.TcpConn, to: Deno.TcpConn): Promise<void> {
    const writer = to.writable.getWriter();
    const look = way === "up" ? this.#lookAt?.() : undefined;
    for await (const bytes of from.readable) {
      look?.(bytes);
      const thaw = this.#thaw.get(way);
      if (thaw) this.heldBack += bytes.length;
      await thaw?.promise;
      if (this.#delay > 0) await delay(this.#delay);
      await writer.write(bytes);
    }
  }

  #end(connection: Deno.TcpConn): void {
    this.#open.delete(connection);
    close(connection);
  }
}

function close(connection: Deno.TcpConn): void {
  try {
    connection.close();
  } catch {
    // it is closed already
  }
}
