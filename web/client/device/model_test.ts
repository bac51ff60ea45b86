import { assertEquals } from "@std/assert";
import { parseTime } from "../../data/range.ts";
import type { DeviceDetail, History } from "../../data/types.ts";
import { fakeAccount } from "../series/testing/fakes.ts";
import { DeviceModel, justFilled } from "./model.ts";

const NOW = Date.UTC(2026, 10, 20, 14, 0, 0);
const COLUMNS = ["ts", "received", "epoch", "seq", "speed"];

function modelOf(range: { from: string; to: string }, rows: History["rows"] = []): DeviceModel {
  const history: History = {
    device_id: "a",
    from: parseTime(range.from, NOW, "from"),
    to: parseTime(range.to, NOW, "to"),
    resolution: { step_ms: null, source: "readings" },
    gap_ms: 3000,
    readings: rows.length,
    late: 0,
    columns: COLUMNS,
    rows,
  };
  const detail = { device_id: "a", facts: { first_seen: null } } as DeviceDetail;
  return new DeviceModel({ detail, history, account: null, range, field: "speed" });
}

function readings(now: number, ...rows: number[][]) {
  return { now, device_id: "a", columns: COLUMNS, rows };
}

Deno.test("DeviceModel.add() goes on live and lets go of what left the range", () => {
  const model = modelOf({ from: "now-5m", to: "now" }, [[NOW - 299_000, NOW - 299_000, 1, 1, 5]]);
  model.add(readings(NOW + 10_000, [NOW + 9000, NOW + 9010, 1, 2, 6]));
  assertEquals(model.table.ts, [NOW + 9000]);
});

Deno.test("DeviceModel.add() lets a held range be, but fills its gaps", () => {
  const model = modelOf({ from: "2026-11-20T13:50:00Z", to: "2026-11-20T13:55:00Z" });
  const inside = NOW - 6 * 60_000;
  model.add(readings(NOW, [NOW - 1000, NOW, 1, 9, 6], [inside, NOW, 1, 3, 5]));
  assertEquals(model.table.ts, [inside]);
  assertEquals(justFilled(model.filled.value, NOW + 1000), 1);
  assertEquals(justFilled(model.filled.value, NOW + 6000), 0);
});

Deno.test("DeviceModel.bounds() of a held range stand still until its rows are asked for again", () => {
  const model = modelOf({ from: "now-6h", to: "now-1h" });
  const HOUR = 3_600_000;
  const bounds = () => {
    const { from, to } = model.bounds(NOW + HOUR);
    return [from - NOW, to - NOW];
  };
  assertEquals(bounds(), [-6 * HOUR, -HOUR]);
  model.go({ from: "now-5h", to: "now-4h" });
  assertEquals(bounds(), [-4 * HOUR, -3 * HOUR]);
  model.load({ ...model.history.value, from: NOW - 5 * HOUR, to: NOW - 4 * HOUR });
  assertEquals(bounds(), [-5 * HOUR, -4 * HOUR]);
  model.go({ from: "now-2h", to: "now" });
  assertEquals(bounds(), [-HOUR, HOUR]);
});

Deno.test("DeviceModel.load() keeps what arrived while the server was asked", () => {
  const model = modelOf({ from: "now-5m", to: "now" });
  model.asking();
  model.add(readings(NOW + 1000, [NOW + 900, NOW + 910, 1, 2, 6]));
  model.load({ ...model.history.value, rows: [[NOW, NOW + 9, 1, 1, 5]] });
  assertEquals(model.table.ts, [NOW, NOW + 900]);
});

Deno.test("DeviceModel.back() finds the way through zooms to the live range", () => {
  const live = { from: "now-1h", to: "now" };
  const model = modelOf(live);
  const [one, two] = [{ from: "now-30m", to: "now-20m" }, { from: "now-25m", to: "now-24m" }];
  model.go(one);
  model.go(two);
  assertEquals([model.isLive.value, model.lastLive], [false, live]);
  assertEquals([model.back(), model.back(), model.back()], [one, live, null]);
});

Deno.test("DeviceModel.back() of a held address is the last quarter of an hour", () => {
  const model = modelOf({ from: "now-2h", to: "now-1h" });
  assertEquals(model.back(), { from: "now-15m", to: "now" });
});

Deno.test("DeviceModel.concerns() asks again only for its own range", () => {
  const model = modelOf({ from: "now-5m", to: "now" });
  const late = (device_id: string, ago: number) => ({
    now: NOW,
    devices: [{ device_id, from: NOW - ago, to: NOW - ago + 1000, count: 7 }],
  });
  assertEquals(model.concerns(late("a", 3_600_000)), false);
  assertEquals(model.concerns(late("b", 200_000)), false);
  assertEquals(model.concerns(late("a", 200_000)), true);
  assertEquals(justFilled(model.filled.value, NOW), 7);
});

Deno.test("DeviceModel.reasons are made anew when rows or the account have changed, and only then", () => {
  const model = modelOf({ from: "now-5m", to: "now" }, [[NOW - 9000, NOW, 1, 1, 5]]);
  const first = model.reasons.value;
  model.cursor.value = NOW;
  assertEquals(model.reasons.value === first, true);
  model.account.value = fakeAccount([["waiting", 2, 9, NOW - 9000, NOW]]);
  assertEquals(model.reasons.value.holes[0].from, NOW - 9000);
  model.add(readings(NOW, [NOW - 5000, NOW, 1, 5, 6]));
  assertEquals(model.reasons.value.holes[0].from, NOW - 5000);
});
