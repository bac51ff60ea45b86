/** The command line of chaos. */
import { ConfigError, decimal, integer } from "../../devices/lib/env.ts";
import { parseFlags, readFlag } from "../launch/args.ts";

/** What a run is like. */
export interface Options {
  readonly minutes: number;
  readonly seed: string;
  /** How many ingest processes share the readings. */
  readonly workers: number;
  /** The broker: one of ours, or the address of one that is left alone. */
  readonly broker: "hivemq" | "mosquitto" | URL;
}

const ALLOWED = {
  flags: ["minutes", "seed", "workers", "broker"],
  usage: "[--minutes N] [--seed N] [--workers N] [--broker hivemq|mosquitto|mqtt://…]",
} as const;
const MINUTES = decimal(2, "", { min: 1, max: 1440 });
const WORKERS = integer(1, "", { min: 1, max: 8 });

/**
 * Reads the command line; a run without `--seed` draws one. Several workers are given mosquitto:
 * HiveMQ CE 2025.5 may deliver nothing more to a shared subscription, to no client, after it was
 * killed (hivemq-community-edition issue 558).
 *
 * @throws {ConfigError} that says what is allowed.
 */
export function readOptions(args: readonly string[]): Options {
  const { flags } = parseFlags(args, ALLOWED);
  const workers = readFlag("workers", flags.workers, WORKERS);
  return {
    minutes: readFlag("minutes", flags.minutes, MINUTES),
    seed: flags.seed ?? String(Math.floor(Math.random() * 1e6)),
    workers,
    broker: readBroker(flags.broker ?? (workers > 1 ? "mosquitto" : "hivemq")),
  };
}

/** A broker of somebody else is reached through our proxies, which no certificate would name. */
function readBroker(text: string): Options["broker"] {
  if (text === "hivemq" || text === "mosquitto") return text;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "mqtt:" && url.hostname !== "") return url;
  const allowed = "hivemq, mosquitto, or a URL that begins with mqtt://";
  throw new ConfigError(`--broker=${JSON.stringify(text)}: must be ${allowed}`);
}
