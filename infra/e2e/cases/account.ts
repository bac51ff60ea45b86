/** The account of a device over a real database, as the dashboard answers it. */
import { assertEquals } from "@std/assert";
import type {
  DeviceAccount,
  DeviceLedger,
  Ledger,
  OutsideLedger,
  Span,
  Sums,
} from "../../../web/data/ledger/types.ts";
import { until } from "../../rig/wait.ts";
import { fill, refresh, store, Times } from "../ledger_rows.ts";
import type { Pipeline } from "../pipeline.ts";
import type { Stage } from "../stage.ts";

const HOUR = 3_600_000; // ms

/** Registers the test. */
export function accountTests(stage: Stage): void {
  stage.test("a device's account is its line of the ledger, and says where and when", account);
}

async function account(pipeline: Pipeline): Promise<void> {
  await pipeline.ingest();
  const times = new Times(Math.floor(Date.now() / 1000) * 1000 - 4 * HOUR);
  await fill(pipeline, times);
  await pipeline.database.untilApplied();
  const { url } = await pipeline.dashboard();
  const api = new Api(url, times);
  assertEquals(await api.devices(), ["gone", "holes", "late", "whole"]);
  await assertAgrees(api, 52);

  const holes = await api.account("holes");
  assertEquals(holes.spans.map((span) => shown(span, times)), [
    "dead-lettered 500 after 499 before 501",
    "missing 4096 after 4095 before 4097",
    "evicted 5000-5049 overflow after 4999 before 5101",
    "missing 5050-5100 after 4999 before 5101",
    "waiting 9001-9010 after 9000 before 10800", // when the account came
  ]);
  const gone = await api.account("gone");
  assertEquals(gone.spans.map((span) => shown(span, times)), [
    "waiting 4-10 abandoned after 3 before 10800",
  ]);
  const middle = await api.account("holes", times.of(4500), times.of(5050));
  assertEquals(middle.spans.map(({ from, to }) => [from, to]), [[5000, 5049], [5050, 5100]]);
  assertEquals(middle.not_stored, { "dead-lettered": 0, evicted: 50, waiting: 0, missing: 51 });
  assertEquals(middle.account, holes.account);
  await assertAnswers(api);

  await refresh(pipeline);
  await assertAgrees(api, 52);
  await store(pipeline, times, "holes", 8, 5050, 5060);
  await pipeline.database.untilApplied();
  await assertAgrees(api, 41);
}

/** What the dashboard answers. */
class Api {
  constructor(private readonly url: string, private readonly times: Times) {}

  ask(path: string, init?: RequestInit): Promise<Response> {
    return fetch(new URL(path, this.url), init);
  }

  async ledger(): Promise<Ledger> {
    return await (await this.ask("/api/ledger")).json();
  }

  async devices(): Promise<string[]> {
    return (await this.ledger()).devices.map(({ device_id }) => device_id).sort();
  }

  path(device: string, from = this.times.of(0), to = this.times.of(0) + 5 * HOUR): string {
    return `/api/devices/${device}/account?from=${from}&to=${to}`;
  }

  /** The account when all is known: while the database is behind, nothing is called missing. */
  async account(...where: Parameters<Api["path"]>): Promise<DeviceAccount> {
    return await until(`the account of ${where[0]} is whole`, async () => {
      const account: DeviceAccount = await (await this.ask(this.path(...where))).json();
      return account.account?.missing !== null && account;
    });
  }
}

/** Of every device, account and ledger say the same to the last reading, and so do the spans. */
async function assertAgrees(api: Api, missing: number): Promise<void> {
  const ledger = await until(`${missing} readings are missing`, async () => {
    const ledger = await api.ledger();
    return ledger.fleet.missing === missing && ledger;
  });
  for (const line of ledger.devices) {
    const { account, epochs, spans } = await until(
      `the account of ${line.device_id} is as new`,
      async () => {
        const account = await api.account(line.device_id);
        return account.account?.missing === line.missing && account;
      },
    );
    assertEquals(account, sumsOf(line), line.device_id);
    assertEquals(epochs, line.epochs, line.device_id);
    const count = (fate: Span["fate"]) =>
      spans.reduce((sum, span) => span.fate === fate ? sum + span.count : sum, 0);
    assertEquals(
      [count("dead-lettered"), count("waiting"), count("evicted"), count("missing")],
      [line.dead_lettered, line.waiting, line.evicted, line.missing],
      line.device_id,
    );
  }
}

function sumsOf(line: DeviceLedger): Sums {
  const { device_id: _id, account: _account, told: _told, epochs: _epochs, ...sums } = line;
  return sums;
}

/** What is said of devices that keep no account, of one that nobody knows, and to who knows it all. */
async function assertAnswers(api: Api): Promise<void> {
  const { outside } = await api.ledger();
  const line = (id: string): OutsideLedger => outside.find(({ device_id }) => device_id === id)!;
  for (const [id, why] of [["foreign", "no_epoch"], ["mute", "no_account"]]) {
    const foreign = await api.account(id);
    assertEquals([foreign.account, foreign.outside?.why], [null, why]);
    assertEquals([foreign.outside, foreign.spans], [line(id), []]);
  }
  const unknown = await api.ask(api.path("nobody"));
  assertEquals([unknown.status, unknown.headers.get("content-type")], [
    ...[404, "application/problem+json"],
  ]);
  await unknown.body?.cancel();
  await until("who knows it all is told so", async () => {
    const first = await api.ask(api.path("holes"));
    await first.body?.cancel();
    const headers = { "if-none-match": first.headers.get("etag")! };
    const second = await api.ask(api.path("holes"), { headers });
    await second.body?.cancel();
    return second.status === 304;
  });
}

/** A span, its neighbours by their number. */
function shown({ fate, from, to, reason, after, before }: Span, times: Times): string {
  const seqs = from === to ? from : `${from}-${to}`;
  const around = [after, before].map((time) => (time! - times.start) / 1000);
  const why = reason === null ? "" : ` ${reason}`;
  return `${fate} ${seqs}${why} after ${around[0]} before ${around[1]}`;
}
