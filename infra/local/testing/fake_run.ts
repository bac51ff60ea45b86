/** A `RunCommand` that runs nothing. */
import type { CommandOptions, CommandResult, RunCommand } from "../command.ts";

/** What a command that begins with certain words answers; a string is its only line, code 0. */
export type Answers = Record<string, CommandResult | string>;

/** Answers by the first words that match, as if any other program were not there; keeps a record. */
export function fakeRun(answers: Answers): RunCommand & { readonly ran: string[] } {
  const ran: string[] = [];
  const run = (command: readonly string[], options: CommandOptions = {}) => {
    const line = command.join(" ");
    ran.push(line);
    const key = Object.keys(answers).find((words) => line.startsWith(words));
    if (key === undefined) return Promise.resolve(undefined);
    const answer = answers[key];
    const result = typeof answer === "string" ? { code: 0, lines: answer.split("\n") } : answer;
    for (const line of result.lines) options.onLine?.(line);
    return Promise.resolve(result);
  };
  return Object.assign(run, { ran });
}
