/** Materialized views that refresh when they are told to. */
import { untilApplied } from "./history_rows.ts";
import { sql } from "./sql.ts";
import { waitFor } from "./wait.ts";

/** Has a view refresh only when it is told to. */
export async function stopTimer(questdb: string, view: string): Promise<void> {
  await sql(questdb, `ALTER MATERIALIZED VIEW ${view} SET REFRESH MANUAL`);
  await untilApplied(questdb, view);
}

/** Has a view refreshed, and waits until it has all that its table had when this was called. */
export async function rollUp(questdb: string, view: string): Promise<void> {
  const read = async () => {
    const [state] = await sql(
      questdb,
      "SELECT base_table_txn, refresh_base_table_txn, view_status, invalidation_reason " +
        `FROM materialized_views() WHERE view_name = '${view}'`,
    );
    return state ?? [];
  };
  const [goal] = await read();
  await sql(questdb, `REFRESH MATERIALIZED VIEW ${view} INCREMENTAL`);
  await waitFor(
    async () => {
      const [, reached, status, reason] = await read();
      if (status === "invalid") throw new Error(`${view} is invalid: ${reason}`);
      return reached !== null && Number(reached) >= Number(goal);
    },
    `${view} to be rolled up`,
    { every: 100, patience: 1_800_000 },
  );
  await untilApplied(questdb, view);
}
