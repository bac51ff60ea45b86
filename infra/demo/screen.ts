/** The demo's output: the lines of all parts, and below them one that is kept up to date. */
import type { Log } from "../../devices/lib/log.ts";

/** Where the screen writes, and what that can show. */
export interface Terminal {
  write(text: string): void;
  /** Whether a line can be written over. */
  readonly isTerminal: boolean;
  /** Whether colours are wanted. */
  readonly colours: boolean;
  /** Characters in a line. */
  columns(): number;
}

/** Standard output as it is. */
export function standardOutput(): Terminal {
  const encoder = new TextEncoder();
  const isTerminal = Deno.stdout.isTerminal();
  return {
    write(text) {
      for (let bytes = encoder.encode(text); bytes.length > 0;) {
        bytes = bytes.subarray(Deno.stdout.writeSync(bytes));
      }
    },
    isTerminal,
    colours: isTerminal && !Deno.noColor,
    columns: () => Deno.consoleSize().columns,
  };
}

const COLOURS: Record<string, number> = {
  infra: 35,
  ingest: 32,
  devices: 33,
  web: 34,
  demo: 36,
};
const FAULT = 31;
const DIM = 2;
/** As wide as the longest name. */
const WIDTH = 7;
/** A line of a program's log: time, program, message. */
const LOG_LINE = /^(\d\d:\d\d:\d\d\.\d{3}) \S+ (.*)$/;
/** Between two live lines where they can't be written over. */
const NOW_AND_THEN = 10_000; // ms
const CLEAR_LINE = "\r\x1b[2K";

/** Writes lines under the name and in the colour of their part. */
export class Screen {
  readonly #terminal: Terminal;
  readonly #now: () => Date;
  #live = "";
  #shown: number;

  constructor(terminal: Terminal, now: () => Date = () => new Date()) {
    this.#terminal = terminal;
    this.#now = now;
    this.#shown = now().getTime();
  }

  /** Writes a line of a part's output above the live line. */
  line(part: string, line: string): void {
    const [, time = " ".repeat(12), message = line] = LOG_LINE.exec(line) ?? [];
    const isFault = /^(error|warning):/.test(message);
    const text = [
      this.#paint(time, DIM),
      this.#paint(part.padEnd(WIDTH), COLOURS[part]),
      this.#paint(message, isFault ? FAULT : undefined),
    ].join(" ");
    this.#terminal.write(this.#live === "" ? `${text}\n` : `${CLEAR_LINE}${text}\n${this.#live}`);
  }

  /** Writes over the live line; where that can't be done, writes one every now and then. */
  live(text: string): void {
    if (!this.#terminal.isTerminal) return this.#liveNowAndThen(text);
    this.#live = this.#paint(text.slice(0, this.#terminal.columns() - 1), COLOURS.demo);
    this.#terminal.write(CLEAR_LINE + this.#live);
  }

  #liveNowAndThen(text: string): void {
    const now = this.#now().getTime();
    if (now - this.#shown < NOW_AND_THEN) return;
    this.#shown = now;
    this.log().info(text);
  }

  /** Ends the live line: what is written from now on comes below it. */
  endLive(): void {
    if (this.#live !== "") this.#terminal.write("\n");
    this.#live = "";
  }

  /** The log of the demo itself. */
  log(): Log {
    const write = (message: string) =>
      this.line("demo", `${this.#now().toISOString().slice(11, 23)} demo ${message}`);
    return {
      info: write,
      warn: (message) => write(`warning: ${message}`),
      error: (message) => write(`error: ${message}`),
    };
  }

  #paint(text: string, colour?: number): string {
    return this.#terminal.colours && colour ? `\x1b[${colour}m${text}\x1b[0m` : text;
  }
}
