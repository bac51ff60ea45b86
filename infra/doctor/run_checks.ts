/** Runs the doctor's checks side by side. */
import type { Finding } from "./finding.ts";

/** Looks at one thing; what it throws becomes a fault. */
export interface Check {
  readonly name: string;
  run(): Promise<Finding | readonly Finding[]>;
}

/** How long a check may take. */
const PATIENCE = 10_000; // ms

/** The findings of all checks in their order; one that takes too long is a fault of its own. */
export async function runChecks(checks: readonly Check[], patience = PATIENCE): Promise<Finding[]> {
  return (await Promise.all(checks.map((check) => runCheck(check, patience)))).flat();
}

async function runCheck({ name, run }: Check, patience: number): Promise<readonly Finding[]> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new Error(`no answer within ${patience / 1000} s`)),
    patience,
  );
  try {
    return [await Promise.race([run(), late])].flat();
  } catch (error) {
    return [{ level: "fault", what: name, value: (error as Error).message }];
  } finally {
    clearTimeout(timer);
  }
}
