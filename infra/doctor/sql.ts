/** Asks QuestDB over HTTP. */
import type { DatabaseAddress } from "../config.ts";

/** Rows by column name. */
export type Query = (sql: string) => Promise<Record<string, unknown>[]>;

/** Queries of a database; each throws with the database's own words if it is refused. */
export function querying({ url, authorization }: DatabaseAddress, fetcher = fetch): Query {
  return async (sql) => {
    const response = await fetcher(new URL(`/exec?${new URLSearchParams({ query: sql })}`, url), {
      headers: authorization ? { authorization } : undefined,
      signal: AbortSignal.timeout(5000),
    });
    const answer = await response.json();
    if (!response.ok) {
      throw new Error(`QuestDB refuses a query: ${answer.error ?? response.status}`);
    }
    const names: string[] = answer.columns.map(({ name }: { name: string }) => name);
    return answer.dataset.map((row: unknown[]) =>
      Object.fromEntries(row.map((value, index) => [names[index], value]))
    );
  };
}
