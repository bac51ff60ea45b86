/** A database for tests of data functions: rows by the name of the query. */
import type { Queries } from "../database.ts";
import type { Cell } from "../postgres.ts";

/** A question as it was asked. */
export interface Asked {
  readonly name: string;
  readonly sql: string;
  readonly parameters: readonly string[];
}

/** Answers with the rows given for a name, none otherwise; `asked` holds every question. */
export class FakeQueries implements Queries {
  readonly asked: Asked[] = [];

  constructor(private readonly answers: Readonly<Record<string, Cell[][] | Error>> = {}) {}

  rows(name: string, sql: string, parameters: readonly string[] = []): Promise<Cell[][]> {
    this.asked.push({ name, sql, parameters });
    const answer = this.answers[name] ?? [];
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
  }

  /** The names of the questions, in order. */
  get names(): string[] {
    return this.asked.map(({ name }) => name);
  }
}
