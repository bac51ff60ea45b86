/** The programs under test, each a process with the permissions that the launcher gives it. */
import { lines } from "../local/lines.ts";
import { familyOf, killAll } from "./processes.ts";
import { until } from "./wait.ts";

/** How a program is started. */
export interface ProgramSpec {
  /** For messages. */
  readonly name: string;
  /** Default: Deno. */
  readonly program?: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
}

/** How long a program may take to stop. */
const PATIENCE = 20_000; // ms

/** A program that was started. */
export class Running implements AsyncDisposable {
  readonly name: string;
  /** What it has written so far, standard output and error as they came. */
  readonly lines: string[] = [];
  /** Its exit code when it has ended and its output is read. */
  code?: number;
  readonly #child: Deno.ChildProcess;

  /** Starts it. It ends with us: we hold its standard input open. */
  constructor({ name, program = Deno.execPath(), args, env, cwd }: ProgramSpec) {
    this.name = name;
    this.#child = new Deno.Command(program, {
      args: [...args],
      env: { ...env, NO_COLOR: "1", LEDGERLINE_PARENT_PIPE: "1" },
      cwd,
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#follow();
  }

  get pid(): number {
    return this.#child.pid;
  }

  /** Ends it as a crash would; resolves when it is gone, and all that it has started. */
  async kill(): Promise<void> {
    this.end();
    await this.ended();
  }

  /** Ends it as a crash would, without waiting. */
  end(): void {
    this.#signal("SIGKILL");
  }

  /** Asks it to stop; returns its exit code. */
  async stop(signal: "SIGTERM" | "SIGINT" = "SIGTERM"): Promise<number> {
    this.#signal(signal);
    return await this.ended();
  }

  /** Stops it where it is, as a machine without time for it would. */
  freeze(): void {
    this.#signal("SIGSTOP");
  }

  /** Lets it go on after `freeze`. */
  thaw(): void {
    this.#signal("SIGCONT");
  }

  /** Its exit code when it has ended, and all that writes where it did. */
  async ended(): Promise<number> {
    return await until(`${this.name} ends`, () => this.code, { deadline: PATIENCE });
  }

  /** Waits for a line that it writes and returns what `pattern` found in it. */
  async says(pattern: RegExp): Promise<RegExpExecArray> {
    return await this.until(`it says ${pattern}`, () => this.said(pattern).at(-1));
  }

  /** Waits for what it should bring about, as long as it runs. */
  async until<T>(what: string, look: () => T | Promise<T>): Promise<Exclude<T, undefined | false>> {
    const hopeless = () =>
      this.code === undefined ? undefined : `${this.name} ended with exit code ${this.code}`;
    return await until(what, look, { hopeless });
  }

  /** What `pattern` finds in the lines that it has written so far. */
  said(pattern: RegExp): RegExpExecArray[] {
    return this.lines.map((line) => pattern.exec(line)).filter((found) => found !== null);
  }

  /** Sees to it that nothing is left of it, nor of what it has started. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.code !== undefined) return;
    killAll(await familyOf(this.pid));
    await this.ended();
  }

  async #follow(): Promise<void> {
    const keep = async (stream: ReadableStream<Uint8Array>) => {
      for await (const line of lines(stream)) this.lines.push(line);
    };
    const { stdout, stderr, status, stdin } = this.#child;
    const [{ code }] = await Promise.all([status, keep(stdout), keep(stderr)]);
    await stdin.close().catch(() => {}); // broken with its end
    this.code = code;
  }

  #signal(signal: Deno.Signal): void {
    try {
      this.#child.kill(signal);
    } catch {
      // it has ended already
    }
  }
}
