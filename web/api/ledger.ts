/** `/api/ledger`: what became of every reading. */
import { csv, csvTime } from "../client/export/csv.ts";
import type { FleetLedger } from "../data/ledger/types.ts";
import type { Ledger } from "../data/types.ts";
import type { Api } from "../http/api_errors.ts";
import { jsonWithEtag } from "../http/json.ts";

/** Registers the ledger. */
export function ledgerApi(api: Api): void {
  api.get("/api/ledger", async ({ req, state }) => jsonWithEtag(req, await state.data.ledger()))
    .get("/api/ledger/fleet", async ({ req, state }) => {
      const { as_of, fleet }: FleetLedger = await state.data.ledger();
      return jsonWithEtag(req, { as_of, fleet });
    })
    .get("/api/ledger.csv", async ({ state }) => asCsv(await state.data.ledger()));
}

const TERMS = [
  ...["produced", "stored", "dead_lettered", "waiting", "abandoned", "evicted", "missing"] as const,
];

/** A row for each epoch. */
function asCsv({ devices }: Ledger): Response {
  const rows = devices.flatMap(({ device_id, epochs }) =>
    epochs.map((epoch) => [
      device_id,
      epoch.epoch,
      ...TERMS.map((term) => epoch[term]),
      epoch.told === null ? null : csvTime(epoch.told),
    ])
  );
  return new Response(csv(["device_id", "epoch", ...TERMS, "account_at"], rows), {
    headers: {
      "content-type": "text/csv; charset=utf-8",
      "content-disposition": 'attachment; filename="ledger.csv"',
      "cache-control": "no-store",
    },
  });
}
