import { assertEquals } from "@std/assert";
import type { WholeAccount } from "../data/ledger/spans.ts";
import { FakeQueries } from "../data/testing/fake_queries.ts";
import { DashboardData } from "./dashboard_data.ts";
import { FleetState } from "./fleet_state.ts";
import { status } from "./testing/fake_source.ts";

Deno.test("DashboardData.account() knows a device by its readings, its account or its connection", async () => {
  const state = new FleetState();
  state.addStatus(status("linked", "online", 7));
  const known: WholeAccount = {
    ...{ device_id: "known", as_of: 9, account: null, epochs: [], outside: null },
    spans: [
      { epoch: 7, from: 1, to: 2, count: 2, fate: "evicted", reason: null, after: 10, before: 20 },
    ],
  };
  const never = () => Promise.reject(new Error("nobody asked"));
  const data = new DashboardData({
    ...{ db: new FakeQueries(), health: never, ledger: never, now: () => 0 },
    live: { state, upToDate: () => Promise.resolve() },
    account: (device) => Promise.resolve(device === "known" ? known : undefined),
  });
  const range = { from: 0, to: 9, live: false };
  assertEquals((await data.account("known", range))?.not_stored.evicted, 0);
  assertEquals((await data.account("known", { ...range, to: 11 }))?.not_stored.evicted, 2);
  const linked = await data.account("linked", range);
  assertEquals([linked?.account, linked?.outside?.why], [null, "no_account"]);
  assertEquals(await data.account("nobody", range), undefined);
});
