/** Who has signed in. Sessions are in memory: a restart signs everybody out. */
import { createHash } from "node:crypto";

/** How long a session lasts, in seconds. */
export const SESSION_SECONDS = 12 * 3600;
/** More sessions than this, and the oldest one ends. */
const MOST = 1000;
const BYTES = 32;

/** Sessions by the hash of their token, so that a look into memory gives no token away. */
export class Sessions {
  readonly #ends = new Map<string, number>();

  constructor(private readonly now: () => number) {}

  /** Begins a session; the token is for its cookie only. */
  begin(): string {
    const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
    const token = bytes.toBase64({ alphabet: "base64url", omitPadding: true });
    this.#ends.set(hash(token), this.now() + SESSION_SECONDS * 1000);
    for (const [oldest] of this.#ends) {
      if (this.#ends.size <= MOST) break;
      this.#ends.delete(oldest);
    }
    return token;
  }

  /** Whether a token belongs to a session that lasts. */
  has(token: string): boolean {
    const ends = this.#ends.get(hash(token));
    if (ends === undefined) return false;
    if (ends > this.now()) return true;
    this.#ends.delete(hash(token));
    return false;
  }

  /** Ends a session. */
  end(token: string): void {
    this.#ends.delete(hash(token));
  }
}

function hash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
