/**
 * The environment as typed settings. Each program lists its variables once; the list gives the
 * values, the names for `--allow-env`, and the lines of `.env.example`.
 */

/** One environment variable: its default as text, how its text is read, and what it is for. */
export interface Variable<T> {
  readonly fallback: string;
  readonly help: string;
  /** Reads the text; throws a `RangeError` that says what is allowed. */
  readonly read: (text: string) => T;
}

/** A program's variables by name. */
export type Variables = Record<string, Variable<unknown>>;

/** The values that a list of variables gives. */
export type Values<V extends Variables> = {
  [K in keyof V]: V[K] extends Variable<infer T> ? T : never;
};

/** The environment as a plain record, as `Deno.env.toObject()` gives it. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** A setting that is wrong. The program says the message and stops with exit code 2. */
export class ConfigError extends Error {
  override name = "ConfigError";
}

/**
 * Reads every variable of `variables` from `env`; an unset or empty one has its default.
 *
 * @throws {ConfigError} naming every wrong variable, its value (unless it is a secret) and what
 * is allowed.
 */
export function readEnv<V extends Variables>(variables: V, env: Environment): Values<V> {
  const values: Record<string, unknown> = {};
  const faults: string[] = [];
  for (const [name, variable] of Object.entries(variables)) {
    const text = env[name] || variable.fallback;
    try {
      values[name] = variable.read(text);
    } catch (error) {
      faults.push(`${name}=${shown(name, text)}: ${(error as Error).message}`);
    }
  }
  if (faults.length > 0) throw new ConfigError(faults.join("\n"));
  return values as Values<V>;
}

function shown(name: string, text: string): string {
  if (name.endsWith("PASSWORD")) return "…";
  return JSON.stringify(text.replace(/\/\/[^@/]*@/, "//…@"));
}

/** Any text. */
export function text(fallback: string, help: string): Variable<string> {
  return { fallback, help, read: (value) => value };
}

/** A whole number within bounds. */
export function integer(
  fallback: number,
  help: string,
  { min = 0, max = Number.MAX_SAFE_INTEGER } = {},
): Variable<number> {
  const read = (value: string) => {
    if (/^-?\d+$/.test(value) && inRange(Number(value), min, max)) return Number(value);
    throw new RangeError(`must be a whole number from ${min} to ${max}`);
  };
  return { fallback: String(fallback), help, read };
}

/** A number, decimals allowed, within bounds. */
export function decimal(
  fallback: number,
  help: string,
  { min = 0, max = Number.MAX_VALUE } = {},
): Variable<number> {
  const read = (value: string) => {
    if (value.trim() !== "" && inRange(Number(value), min, max)) return Number(value);
    throw new RangeError(`must be a number from ${min} to ${max}`);
  };
  return { fallback: String(fallback), help, read };
}

function inRange(value: number, min: number, max: number): boolean {
  return value >= min && value <= max; // NaN is in no range
}

/** `true` or `false`. */
export function flag(fallback: boolean, help: string): Variable<boolean> {
  const read = (value: string) => {
    if (value === "true" || value === "false") return value === "true";
    throw new RangeError("must be true or false");
  };
  return { fallback: String(fallback), help, read };
}

/** One of a few words, or empty where `""` is among them. */
export function choice<T extends string>(
  words: readonly T[],
  fallback: T,
  help: string,
): Variable<T> {
  const read = (value: string) => {
    const word = words.find((word) => word === value);
    if (word !== undefined) return word;
    throw new RangeError(`must be ${words.filter((word) => word !== "").join(" or ")}`);
  };
  return { fallback, help, read };
}

/** An absolute URL of one of the given protocols (such as `"mqtt:"`); empty only by default. */
export function url(
  fallback: string,
  protocols: readonly string[],
  help: string,
): Variable<string> {
  const read = (value: string) => {
    if (value === "" && fallback === "") return value;
    if (URL.canParse(value) && isAllowed(new URL(value), protocols)) return value;
    throw new RangeError(
      `must be a URL that begins with ${protocols.map((p) => p + "//").join(" or ")}`,
    );
  };
  return { fallback, help, read };
}

function isAllowed(url: URL, protocols: readonly string[]): boolean {
  return protocols.includes(url.protocol) && url.hostname !== "";
}
