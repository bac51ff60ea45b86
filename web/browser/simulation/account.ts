/** Accounts of simulated devices: what became of the readings of their outages. */
import type { Range as Seqs } from "../../../devices/lib/ranges.ts";
import type { Eviction } from "../../../devices/wire/account.ts";
import { drawDevice } from "../../data/ledger/draw_up_device.ts";
import type { Piece } from "../../data/ledger/pieces.ts";
import { accountWithin, spansOf } from "../../data/ledger/spans.ts";
import type { DeviceAccount, Range } from "../../data/types.ts";
import { EPOCH } from "./values.ts";
import type { Outage, World } from "./world.ts";

/** The account of a device over a range. */
export function simulatedAccount(id: string, range: Range, world: World): DeviceAccount {
  const now = Date.now();
  const outages = world.outages(id).filter(({ kind }) => kind !== "silent");
  const lost = (...kinds: Outage["kind"][]) =>
    outages.filter(({ kind }) => kinds.includes(kind))
      .flatMap(({ from, to }) => seqsOf(world.samples(id, from, Math.min(to ?? now, now))));
  const cut = outages.find(({ kind, to }) => kind === "cut" && to === null);
  const told = cut?.from ?? now;
  const produced = world.samples(id, told - 60_000, told).at(-1)?.seq ?? 0;
  const waits = outages.filter(({ kind, to }) => kind === "held" && to === null);
  const [[oldest] = [produced + 1]] = waits.flatMap(({ from }) =>
    seqsOf(world.samples(id, from, now))
  );
  const evicted = lost("evicted").map(([from, to]): Eviction => [from, to, "overflow"]);
  const one = { device: id, epoch: EPOCH, account: 7, produced, oldest, told };
  const last = { ...one, evicted: evicted.length };
  const pieces = piecesOf(id, world, outages, now);
  const { ledger, epochs } = drawDevice({
    device: id,
    told: [last],
    evictions: new Map([[last, evicted]]),
    stored: [{
      ...{ device: id, epoch: EPOCH, pieces },
      tally: {
        ...{ from: 1, to: pieces.at(-1)!.to, first: pieces[0].first, last: pieces.at(-1)!.last },
        ...{ readings: 0, seqSum: 0, squareSum: 0 },
      },
    }],
    letters: { device: id, epochs: new Map([[EPOCH, lost("dead-lettered")]]), others: 0 },
    applied: true,
  });
  const account = { as_of: now, account: ledger, epochs: ledger.epochs, outside: null };
  return accountWithin({ device_id: id, ...account, spans: spansOf(epochs) }, range);
}

function seqsOf(samples: ReturnType<World["samples"]>): Seqs[] {
  return samples.length === 0 ? [] : [[samples[0].seq, samples[samples.length - 1].seq]];
}

/** What is stored: all but the outages from which nothing has arrived. */
function piecesOf(id: string, world: World, outages: readonly Outage[], now: number): Piece[] {
  const pieces: Piece[] = [];
  let begin = world.born;
  const closed = outages.filter(({ kind, to }) =>
    to === null || (kind !== "cut" && kind !== "held")
  );
  for (const { from, to } of [...closed, { from: now, to: now }]) {
    const [first] = world.samples(id, begin, begin + 5000);
    const last = world.samples(id, from - 5000, from).at(-1)!;
    pieces.push({ from: first.seq, to: last.seq, first: first.ts, last: last.ts });
    begin = to ?? now;
    if (to === null) break;
  }
  return pieces;
}
