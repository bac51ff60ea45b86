/** What axe-core finds on a page. */
import axe from "axe-core";
import type { Page } from "playwright-core";

/** Serious and critical findings, each with its first element; empty if there are none. */
export async function accessibilityFaults(page: Page): Promise<string[]> {
  // The page's policy forbids to add a script to it; the driver's own context may.
  await page.evaluate(`(() => { ${axe.source} })()`);
  const found = await page.evaluate("axe.run(document, { resultTypes: ['violations'] })");
  return (found as axe.AxeResults).violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes[0].html} (${nodes.length})`);
}
