/**
 * Runs the simulation by hand: `run.ts <story> <seed>` runs one seed and says how it went,
 * `run.ts <story> <first> <last>` runs many and says which failed.
 */
import { type Plan, STORIES } from "./plan.ts";
import { simulate } from "./simulation.ts";

const [name, first, last = first] = Deno.args;
const story = STORIES.find((story) => story === name);
if (!story || !(Number(first) <= Number(last))) {
  console.error(`Usage: run.ts ${STORIES.join("|")} <seed> [<last seed>]`);
  Deno.exit(2);
}
Deno.exit(campaign(story, Number(first), Number(last)) ? 0 : 1);

function campaign(story: Plan["story"], first: number, last: number): boolean {
  let failed = 0;
  for (let seed = first; seed <= last; seed++) {
    try {
      const outcome = simulate(story, seed);
      if (first === last) console.log(outcome);
    } catch (error) {
      console.log(`Seed ${seed}: ${(error as Error).message}`);
      failed++;
    }
  }
  console.log(`${last - first + 1} runs of "${story}", ${failed} failed`);
  return failed === 0;
}
