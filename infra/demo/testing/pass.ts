import type { FakeTime } from "@std/testing/time";

/** Lets time pass in steps of 100 ms, after each of which whatever waited for it has its turn. */
export async function pass(time: FakeTime, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 100) {
    await time.tickAsync(100);
    await time.runMicrotasks();
  }
}
