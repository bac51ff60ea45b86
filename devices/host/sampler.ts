/**
 * The figures of the host, measured once a second for all devices of a process, with as few
 * permissions as it takes: Deno opens /proc itself only to `--allow-all`, so the network counters
 * come from `cat` (Linux; null elsewhere).
 */
import { statfs } from "node:fs/promises";
import os from "node:os";
import { delay } from "../lib/backoff.ts";
import { type Log, rateLimited } from "../lib/log.ts";
import type { HostFigures } from "../wire/payload.ts";
import {
  type CpuTimes,
  cpuUsage,
  diskFigures,
  type FileSystem,
  memoryFigures,
  networkFigures,
} from "./figures.ts";

/** Where the figures come from; a test has its own. */
export interface HostSources {
  cpus(): CpuTimes[];
  memory(): { total: number; available: number };
  disk(): Promise<FileSystem>;
  /** The text of `/proc/net/dev`, or null where there is none. */
  network(): Promise<string | null>;
}

/** The sources of this machine; the disk is the one that holds `directory`. */
export function hostSources(directory: string): HostSources {
  return {
    cpus: () => os.cpus().map(({ times }) => times),
    memory: () => Deno.systemMemoryInfo(),
    disk: () => statfs(directory),
    network: () => Deno.build.os === "linux" ? catNetwork() : Promise.resolve(null),
  };
}

async function catNetwork(): Promise<string> {
  const command = new Deno.Command("cat", { args: ["/proc/net/dev"], stdin: "null" });
  const { success, stdout, stderr } = await command.output();
  if (!success) throw new Error(new TextDecoder().decode(stderr).trim());
  return new TextDecoder().decode(stdout);
}

/** How long the processors are watched for the first figure: their use is one of a time. */
const FIRST_LOOK = 100; // ms

/** Measures the host again and again. */
export class HostSampler {
  readonly #sources: HostSources;
  readonly #warn: (kind: string, message: string) => void;
  #cpus: CpuTimes[] | null = null;
  #figures = NOTHING;

  constructor(sources: HostSources, log: Log) {
    this.#sources = sources;
    this.#warn = rateLimited((message) => log.warn(message), 3_600_000);
  }

  /** The newest figures. */
  get figures(): HostFigures {
    return this.#figures;
  }

  /** Measures until `signal` aborts; a figure that can't be had is null, and said once an hour. */
  async run(signal: AbortSignal, interval = 1000): Promise<void> {
    while (!signal.aborted) {
      await this.measure();
      await delay(interval, signal);
    }
  }

  /** Measures once. */
  async measure(): Promise<void> {
    this.#figures = {
      ...NOTHING,
      cpu_usage: await this.#try("processor", () => this.#cpuUsage()),
      ...await this.#try("memory", () => memoryFigures(this.#sources.memory())),
      ...await this.#try("disk", async () => diskFigures(await this.#sources.disk())),
      ...await this.#try("network", async () => {
        const text = await this.#sources.network();
        return text === null ? null : networkFigures(text);
      }),
    };
  }

  async #cpuUsage(): Promise<number | null> {
    const before = this.#cpus ?? await this.#firstLook();
    this.#cpus = this.#sources.cpus();
    return cpuUsage(before, this.#cpus);
  }

  async #firstLook(): Promise<CpuTimes[]> {
    const cpus = this.#sources.cpus();
    await delay(FIRST_LOOK);
    return cpus;
  }

  async #try<T>(what: string, measure: () => T | Promise<T>): Promise<T | null> {
    try {
      return await measure();
    } catch (error) {
      this.#warn(what, `The host's ${what} figures can't be had: ${(error as Error).message}`);
      return null;
    }
  }
}

const NOTHING: HostFigures = {
  cpu_usage: null,
  ram_usage: null,
  memory_total: null,
  memory_used: null,
  memory_available: null,
  memory_percent: null,
  disk_total: null,
  disk_used: null,
  disk_free: null,
  disk_percent: null,
  network_bytes_sent: null,
  network_bytes_recv: null,
};
