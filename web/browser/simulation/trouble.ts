/** A quarter of an hour in which a simulated device has some of every trouble. */
import type { World } from "./world.ts";

const MINUTE = 60_000; // ms

/** Evictions, dead letters, silence and missing readings, in this order. */
export function trouble(world: World, id: string): void {
  const now = Math.floor(Date.now() / 1000) * 1000;
  const ago = (minutes: number) => now - minutes * MINUTE;
  world.lose(id, "evicted", ago(13), ago(11.5));
  world.lose(id, "dead-lettered", ago(9.5), ago(9.5) + 2000);
  world.silence(id, ago(8), ago(5.5));
  world.lose(id, "missing", ago(4), ago(4) + 12_000);
}
