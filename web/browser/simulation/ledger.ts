/** A simulated ledger: a fleet that balances, but for one device of each kind of trouble. */
import type { Eviction } from "../../../devices/wire/account.ts";
import type { ToldEpoch } from "../../data/ledger/accounts.ts";
import { drawUp } from "../../data/ledger/draw_up.ts";
import type { DeviceLetters } from "../../data/ledger/letters.ts";
import type { StoredEpoch } from "../../data/ledger/stored.ts";
import type { Ledger } from "../../data/types.ts";

const EPOCH = 2_000_000_000;
const PRODUCED = 86_400;

/** The ledger of some devices; the first seven have something to tell. */
export function simulatedLedger(ids: readonly string[], now: number): Ledger {
  const told: ToldEpoch[] = [];
  const evictions = new Map<ToldEpoch, readonly Eviction[]>();
  const stored: StoredEpoch[] = [];
  const letters = new Map<string, DeviceLetters>();
  const tell = (device: string, epoch: number, account: number, waiting = 0, evicted = 0) => {
    const oldest = PRODUCED + 1 - waiting;
    const one = { device, epoch, account, produced: PRODUCED, oldest, evicted, told: now - 4000 };
    told.push(one);
    return one;
  };
  const store = (device: string, epoch: number, ...ranges: [number, number][]) => {
    const pieces = ranges.map(([from, to]) => ({ from, to, first: at(from), last: at(to) }));
    const { from, first } = pieces[0];
    const { to, last } = pieces[pieces.length - 1];
    const tally = { from, to, first, last, readings: 0, seqSum: 0, squareSum: 0 };
    stored.push({ device, epoch, pieces, tally });
  };
  const at = (seq: number) => now - (PRODUCED - seq) * 1000;
  const [missing, forgotten, evicting, waiting, refused] = ids;
  for (const id of ids) {
    const hole: [number, number][] = id === missing || id === refused
      ? [[1, 4000], [4003, 60_000], [60_002, PRODUCED]]
      : id === evicting
      ? [[1, 4000], [4097, PRODUCED]]
      : [[1, id === waiting ? PRODUCED - 250 : PRODUCED]];
    store(id, EPOCH, ...hole);
    const one = tell(id, EPOCH, 3, id === waiting ? 250 : 0, id === evicting ? 96 : 0);
    if (id === evicting) evictions.set(one, [[4001, 4096, "overflow"]]);
    store(id, EPOCH - 1, [1, id === forgotten ? PRODUCED - 40 : PRODUCED]);
    tell(id, EPOCH - 1, 2, id === forgotten ? 40 : 0);
  }
  const epochs = new Map([[EPOCH, [[4001, 4002], [60_001, 60_001]] as const]]);
  if (refused !== undefined) letters.set(refused, { device: refused, epochs, others: 0 });
  letters.set("sensor-of-another-make", {
    device: "sensor-of-another-make",
    epochs: new Map(),
    others: 3,
  });
  return drawUp({ told, evictions, stored, letters, applied: true });
}
