/** Simulated dead letters: one of each kind that is hard to show, and as many more as asked for. */
import { Buffer } from "node:buffer";
import { Refusal } from "../../../ingest/decode/refusal.ts";
import { hashOf } from "../../../ingest/letters/letter.ts";
import { payloadText } from "../../../ingest/letters/payload_text.ts";
import type { Reason } from "../../../ingest/reasons.ts";
import { placeText } from "../../data/letters/place.ts";
import type {
  DeadLetters,
  Letter,
  LetterFilter,
  LetterLine,
  Letters,
  LettersQuery,
} from "../../data/letters/types.ts";
import type { Millis, Range } from "../../data/range.ts";
import { Unavailable } from "../../data/unavailable.ts";

const EPOCH = 2_000_000_000;

/** What was refused. */
export interface Bad {
  readonly reason: Reason;
  readonly detail?: string;
  readonly device: string | null;
  readonly payload: string | Uint8Array;
  readonly topic?: string;
  readonly seq?: number;
}

/** Payloads of hostile or broken clients. */
export const BAD: readonly Bad[] = [
  {
    reason: "field_invalid",
    detail: "speed=1e400",
    device: "vehicle_05",
    seq: 4001,
    payload: `{"device_id":"vehicle_05","epoch":${EPOCH},"seq":4001,"timestamp":1795185100.25,` +
      '"speed":1e400,"camera":{"labels":["car","truck"],"empty":{}}}',
  },
  {
    reason: "not_json",
    detail: "Unexpected token '<'",
    device: "vehicle_02",
    payload: "<img src=x onerror=alert(1)><script>alert(2)</script>\n</pre></details>&amp;",
  },
  { reason: "not_utf8", device: "vehicle_03", payload: bytes(48) },
  {
    reason: "too_large",
    detail: "100,000 bytes",
    device: "vehicle_04",
    payload: "x".repeat(100_000),
  },
  {
    reason: "not_json",
    device: "vehicle_06",
    payload: "\u001b[31mred\u001b[0m \u202egnp.exe\u2066 \u200b" +
      "Z\u0351\u0352\u0353".repeat(60) + "\r\n\tend",
  },
  {
    reason: "unknown_topic",
    device: null,
    topic: `plc/line-1/${"a".repeat(200)}/\u202e<b>`,
    payload: '{"value":12.5}',
  },
  { reason: "empty", device: "d".repeat(64), payload: "" },
];

/** Letters in memory; the oldest first. */
export class SimulatedLetters implements DeadLetters {
  readonly #letters: Letter[] = [];

  constructor(private readonly isDown: () => boolean) {}

  /** Keeps what was refused; `times` that it came, the last at `at`. */
  add(bad: Bad, { at = Date.now(), times = 1 }: { at?: Millis; times?: number } = {}): void {
    const { reason, detail, device, seq = null } = bad;
    const topic = bad.topic ?? `device/data/${device}`;
    const payload = Buffer.from(bad.payload);
    const { text, ...kept } = payloadText(payload);
    this.#letters.push({
      ...{
        hash: hashOf({ topic, payload }),
        reason,
        sentence: new Refusal(reason, detail).sentence,
      },
      ...{ source: reason === "database_refused" ? "database" : "decoder", device_id: device },
      ...{ epoch: seq === null ? null : EPOCH, seq, topic, payload: text, ...kept },
      ...{ length: payload.length, first: at - (times - 1) * 60_000, last: at, times },
    });
    this.#letters.sort((a, b) => a.last - b.last);
  }

  /** When the newest letter of a device came. */
  lastOf(device: string): Millis | null {
    return this.#letters.findLast(({ device_id }) => device_id === device)?.last ?? null;
  }

  async page(query: LettersQuery): Promise<Letters> {
    const found = await this.#found(query);
    const { before, limit, range: { from, to } } = query;
    const rest = found.filter(({ last }) => before === undefined || last < before.last);
    const letters = rest.slice(0, limit);
    const next = rest.length > limit ? placeText(letters[limit - 1]) : null;
    const last = found[0]?.last ?? null;
    return { from, to, cut: null, total: found.length, last, letters, next };
  }

  async parts(query: LettersQuery) {
    const { letters, next } = await this.page(query);
    return { cut: null, next, parts: ReadableStream.from([letters]) };
  }

  async lines(filter: LetterFilter) {
    const found = await this.#found(filter);
    const groups = Map.groupBy(found, ({ reason, device_id }) => `${reason} ${device_id}`);
    return { lines: [...groups.values()].map(lineOf).sort(most), more: false };
  }

  async reasons(range: Range) {
    const groups = Map.groupBy(await this.#found({ range }), ({ reason }) => reason);
    const reasons = [...groups.values()].map((letters) => {
      const ids = new Set(letters.flatMap(({ device_id }) => device_id ?? []));
      const device_id = ids.size === 1 ? [...ids][0] : null;
      return { ...lineOf(letters), devices: ids.size, device_id, example: letters[0] };
    });
    return { cut: null, reasons: reasons.sort(most) };
  }

  /** The newest first. */
  #found({ range, reason, device }: LetterFilter): Promise<Letter[]> {
    if (this.isDown()) return Promise.reject(new Unavailable("The simulated database is down"));
    const found = this.#letters.filter((letter) =>
      letter.last >= range.from && (range.live || letter.last < range.to) &&
      (reason === undefined || letter.reason === reason) &&
      (device === undefined || letter.device_id === device)
    );
    return Promise.resolve(found.reverse());
  }
}

function lineOf(letters: readonly Letter[]): LetterLine {
  const { reason, device_id, last } = letters[0];
  const first = Math.min(...letters.map(({ first }) => first));
  return { reason, device_id, letters: letters.length, first, last };
}

function most(one: LetterLine, other: LetterLine): number {
  return other.letters - one.letters;
}

function bytes(count: number): Uint8Array {
  return Uint8Array.from({ length: count }, (_, i) => (i * 37 + 200) % 256);
}
