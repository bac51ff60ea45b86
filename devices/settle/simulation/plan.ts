/** What a run does: drawn from its seed, so that the seed alone repeats it. */
import { seededRandom } from "../../lib/random.ts";

/** The stories that a run may tell. */
export const STORIES = ["calm", "trouble", "hour", "week"] as const;

/** One run. Times in milliseconds, shares from 0 to 1. */
export interface Plan {
  readonly story: typeof STORIES[number];
  readonly random: () => number;
  readonly window: number;
  readonly limit: number;
  /** Between two readings of a device. */
  readonly interval: number;
  /** How long the trouble lasts; then everything is healed. */
  readonly trouble: number;
  /** How long each worker takes to commit. */
  readonly workers: readonly number[];
  /** The longest way of a message, and whether ways differ: messages overtake each other then. */
  readonly way: number;
  readonly reorders: boolean;
  /** How many messages a broker loses behind its PUBACK, and delivers twice. */
  readonly loss: number;
  readonly duplicates: number;
  /** How many messages of the ingest do not reach the device. */
  readonly deafness: number;
  /** The most messages that the broker keeps, and which it drops then. */
  readonly queue: number;
  readonly drops: "oldest" | "newest";
  /** Whether the broker refuses what nobody subscribes to at the moment. */
  readonly refuses: boolean;
  /** What befalls whom, how often. */
  readonly mishaps: Readonly<Record<Mishap, number>>;
}

/** Something that happens at a random moment. */
export type Mishap =
  | "device crashes"
  | "device is suspended"
  | "device is restored"
  | "device is cloned"
  | "connection breaks"
  | "worker crashes"
  | "ingest is down"
  | "broker forgets"
  | "broker is down";

const NONE: Plan["mishaps"] = {
  "device crashes": 0,
  "device is suspended": 0,
  "device is restored": 0,
  "device is cloned": 0,
  "connection breaks": 0,
  "worker crashes": 0,
  "ingest is down": 0,
  "broker forgets": 0,
  "broker is down": 0,
};

/** The plan of a story and a seed. */
export function draw(story: Plan["story"], seed: number): Plan {
  const random = seededRandom(`${story} ${seed}`);
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1));
  const window = between(4, 24);
  const calm: Plan = {
    story,
    random,
    window,
    limit: 100_000,
    interval: between(100, 1500),
    trouble: between(60, 240) * 1000,
    workers: [between(5, 400)],
    way: between(1, 100),
    reorders: false,
    loss: 0,
    duplicates: 0,
    deafness: 0,
    queue: Infinity,
    drops: "oldest",
    refuses: false,
    mishaps: NONE,
  };
  switch (story) {
    case "calm":
      return calm;
    case "hour":
      return {
        ...calm,
        interval: between(1000, 5000),
        trouble: 3_600_000,
        mishaps: { ...NONE, "device crashes": between(0, 2) },
      };
    case "week":
      return { ...calm, limit: 3 * window + 20, interval: 600_000, trouble: 7 * 86_400_000 };
    case "trouble":
      return {
        ...calm,
        limit: between(0, 3) === 0 ? 2 * window + between(10, 100) : calm.limit,
        workers: Array.from({ length: between(1, 2) }, () => between(5, 3000)),
        way: between(1, 3000),
        reorders: between(0, 1) === 0,
        loss: between(0, 1) * random() * 0.3,
        duplicates: between(0, 1) * random() * 0.2,
        deafness: between(0, 1) * random() * 0.5,
        queue: between(0, 2) === 0 ? between(1, 30) : Infinity,
        drops: between(0, 1) === 0 ? "oldest" : "newest",
        refuses: between(0, 3) === 0,
        mishaps: Object.fromEntries(
          Object.keys(NONE).map((name) => [name, Math.max(0, between(-2, 3))]),
        ) as Plan["mishaps"],
      };
  }
}
