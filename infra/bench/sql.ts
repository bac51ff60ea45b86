/** Questions to QuestDB over HTTP. */

/** The rows that a query gives. */
export async function sql(questdb: string, query: string): Promise<(string | number | null)[][]> {
  const response = await fetch(`${questdb}/exec?${new URLSearchParams({ query })}`);
  const { dataset = [], error } = await response.json();
  if (error) throw new Error(`${error}: ${query}`);
  return dataset;
}

/** The number in the first column of the first row; 0 if there is none. */
export async function figure(questdb: string, query: string): Promise<number> {
  return Number((await sql(questdb, query))[0]?.[0] ?? 0);
}
