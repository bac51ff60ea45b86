/** The broker and the database that all end-to-end tests share, started once. */
import { delay } from "../../devices/lib/backoff.ts";
import type { Server } from "../local/server.ts";
import { type Servers, startServers } from "../local/servers.ts";
import { forget } from "./forget.ts";
import { Pipeline } from "./pipeline.ts";
import { Database } from "../rig/sql.ts";

/** Real servers on free ports; all their data is in a folder that goes with them. */
export class Stage {
  #servers?: Servers;
  #folder?: string;

  /** The broker and the database, which a test may restart. */
  get servers(): Servers {
    if (this.#servers) return this.#servers;
    throw new Error("The servers were not started");
  }

  /** Starts both servers. */
  async start(): Promise<void> {
    this.#folder = await Deno.makeTempDir({ prefix: "e2e-" });
    this.#servers = await startServers({ dataDir: this.#folder });
  }

  /** Stops both servers and removes their data. */
  async stop(): Promise<void> {
    await this.#servers?.[Symbol.asyncDispose]();
    if (this.#folder) await Deno.remove(this.#folder, { recursive: true });
  }

  /** Registers a test that has the servers to itself, as a new user would find them. */
  test(
    name: string,
    run: (pipeline: Pipeline) => Promise<void>,
    { ignore = false }: { ignore?: boolean } = {},
  ): void {
    Deno.test({ name, ignore }, async () => {
      await this.#clear();
      const pipeline = await Pipeline.open(this.servers);
      const faults: unknown[] = [];
      const note = (fault: unknown) => void faults.push(fault);
      await run(pipeline).catch(note);
      await pipeline[Symbol.asyncDispose]().catch(note);
      if (faults.length > 0) throw new AggregateError(faults, pipeline.transcript());
    });
  }

  /** Nothing of an earlier test reaches the next: no table, and no message that waits or is kept. */
  async #clear(): Promise<void> {
    const { servers } = this;
    if (await hasEnded(servers.broker)) await servers.startBroker();
    if (await hasEnded(servers.database)) await servers.startDatabase();
    const { broker, database } = servers;
    await forget(broker.url);
    await new Database(database.url).clear();
  }
}

/** Whether a test has ended a server and then failed. */
async function hasEnded({ stopped }: Server): Promise<boolean> {
  return await Promise.race([stopped.then(() => true), delay(0).then(() => false)]);
}
