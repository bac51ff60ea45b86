/** One of the product's programs as a part. */
import { denoArgs, ROOT } from "../launch/command.ts";
import { programs } from "../launch/programs.ts";
import { Running } from "../rig/programs.ts";
import { environment, type Settings } from "../rig/settings.ts";
import type { Part } from "./part.ts";

/** What a program is started with. */
export interface ProgramPartOptions {
  /** What it is called in this run. */
  readonly name: string;
  /** The name that `deno task` knows it by. */
  readonly program: string;
  readonly args?: readonly string[];
  readonly settings: Settings;
  /** Called each time when it has ended. */
  readonly ended?: () => Promise<void>;
}

/** Lines that a program which ended by itself is quoted with. */
const LAST_LINES = 5;

/** A program with the permissions that it ships with. */
export class ProgramPart implements Part {
  readonly name: string;
  /** Every process that it has been, in order. */
  readonly runs: Running[] = [];
  readonly #options: ProgramPartOptions;

  constructor(options: ProgramPartOptions) {
    this.name = options.name;
    this.#options = options;
  }

  async start(): Promise<void> {
    const { program, args = [], settings } = this.#options;
    const env = environment(settings);
    const spec = { name: this.name, args: await denoArgs(programs[program], args, env), env };
    this.runs.push(new Running({ ...spec, cwd: ROOT }));
  }

  async stop(): Promise<void> {
    const code = await this.#run?.stop().catch(() => {}); // it takes too long
    if (code === undefined) await this.#run?.kill();
    await this.#options.ended?.();
  }

  async kill(): Promise<void> {
    await this.#run?.kill();
    await this.#options.ended?.();
  }

  freeze(): void {
    this.#run?.freeze();
  }

  thaw(): void {
    this.#run?.thaw();
  }

  async revive(): Promise<string | undefined> {
    const run = this.#run;
    if (run?.code === undefined) return undefined;
    await this.#options.ended?.();
    await this.start();
    const last = run.lines.slice(-LAST_LINES).join("\n  ");
    return `${this.name} ended by itself with exit code ${run.code}:\n  ${last}`;
  }

  end(): void {
    this.#run?.end();
  }

  get #run(): Running | undefined {
    return this.runs.at(-1);
  }
}
