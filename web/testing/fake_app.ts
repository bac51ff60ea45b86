/** The app with fakes behind it, for tests of routes. */
import type { Builder } from "fresh/dev";
import type { Log } from "../../devices/lib/log.ts";
import { Metrics } from "../api/metrics.ts";
import { createApp } from "../app.ts";
import { Login } from "../auth/login.ts";
import type { Channel } from "../live/hub.ts";
import { withHeaders } from "../serve.ts";
import type { State } from "../utils.ts";
import { FakeData } from "./fake_data.ts";

/** The app as it is served, what is behind it, and what it logged. */
export class FakeApp {
  readonly data = new FakeData();
  readonly opened: Channel[] = [];
  readonly logged: string[] = [];
  readonly #handler: ReturnType<typeof withHeaders>;

  /** `build` gives the app its pages; without it there is the API only. */
  constructor(
    { password = "", now = Date.now, build }: {
      password?: string;
      now?: () => number;
      build?: Awaited<ReturnType<Builder<State>["build"]>>;
    } = {},
  ) {
    const write = (message: string) => void this.logged.push(message);
    const log: Log = { info: write, warn: write, error: write };
    const openStream = (channel: Channel) => {
      this.opened.push(channel);
      return new ReadableStream<Uint8Array>({ start: (controller) => controller.close() });
    };
    const login = new Login(password, now);
    const app = createApp({ data: this.data, openStream, login, metrics: new Metrics(), log });
    build?.(app);
    this.#handler = withHeaders(app.handler(), log);
  }

  /** Asks for a path, or sends a whole request. */
  async ask(path: string, init?: RequestInit): Promise<Response> {
    return await this.#handler(new Request(new URL(path, "http://127.0.0.1:8000"), init));
  }
}
