/** Reads lines of the line protocol as the database does: the check of what writes them. */

/** What one line says; values as text, without their escapes. */
export interface Line {
  readonly table: string;
  readonly symbols: Readonly<Record<string, string>>;
  /** With what tells their type: `5i`, `17t`, `"text"`; quotes stand around every text. */
  readonly fields: Readonly<Record<string, string>>;
  readonly ts: string;
}

/**
 * Reads all lines of a request.
 *
 * @throws {Error} if a line is none.
 */
export function readLines(text: string): Line[] {
  const reader = new Reader(text);
  const lines: Line[] = [];
  while (!reader.atEnd) lines.push(reader.line());
  return lines;
}

class Reader {
  #at = 0;

  constructor(private readonly text: string) {}

  get atEnd(): boolean {
    return this.#at === this.text.length;
  }

  line(): Line {
    const table = this.#until(", ");
    const symbols: Record<string, string> = Object.create(null);
    while (this.#take(",")) this.#pair(symbols, () => this.#until(", "));
    const fields: Record<string, string> = Object.create(null);
    this.#expect(" ");
    do this.#pair(fields, () => this.#field()); while (this.#take(","));
    this.#expect(" ");
    const ts = this.#until("\n");
    this.#expect("\n");
    return { table, symbols, fields, ts };
  }

  #pair(into: Record<string, string>, value: () => string): void {
    const name = this.#until("=");
    this.#expect("=");
    if (name === "" || name in into) throw this.#fault(`name ${name}`);
    into[name] = value();
  }

  /** Only a field may be quoted: in a symbol a quote is a sign like any other. */
  #field(): string {
    if (!this.#take('"')) return this.#until(", ");
    const value = this.#until('"');
    this.#expect('"');
    return `"${value}"`;
  }

  /** The text up to one of `ends` that has no backslash before it; nothing goes over a line's end. */
  #until(ends: string): string {
    let value = "";
    for (; !this.atEnd; this.#at++) {
      const sign = this.text[this.#at];
      if (sign === "\\") value += this.text[++this.#at];
      else if (ends.includes(sign)) return value;
      else if (sign === "\n") break;
      else value += sign;
    }
    throw this.#fault(`none of ${JSON.stringify(ends)}`);
  }

  #take(sign: string): boolean {
    if (this.text[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }

  #expect(sign: string): void {
    if (!this.#take(sign)) throw this.#fault(`not ${JSON.stringify(sign)}`);
  }

  #fault(what: string): Error {
    return new Error(`${what} at ${this.#at} of ${JSON.stringify(this.text)}`);
  }
}
