import { assertEquals } from "@std/assert";
import { add, closingLine, NOTHING, readReport } from "./run_tally.ts";

const REPORT = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="deno test" tests="4" failures="1" errors="0" time="0.278">
    <testsuite name="./a_test.ts" tests="4" disabled="1" errors="0" failures="1">
        <testcase name="a() works" classname="./a_test.ts" time="0.002" line="1" col="6">
        </testcase>
        <testcase name="a() fails" classname="./a_test.ts" time="0.001" line="2" col="6">
            <failure message="Uncaught Error: x &lt;skipped/&gt;">Error: x</failure>
        </testcase>
        <testcase name="a() says &quot;&lt;&amp;&gt;&quot;" classname="./a_test.ts" time="0.000">
            <skipped/>
        </testcase>
        <testcase name="a() works &gt; a step" classname="./a_test.ts" time="0.000" line="1" col="47">
        </testcase>
    </testsuite>
</testsuites>`;

Deno.test("readReport() counts tests and steps and names the skipped", () => {
  assertEquals(readReport(REPORT), {
    passed: 2,
    failed: 1,
    skipped: ['a() says "<&>" (./a_test.ts)'],
  });
});

Deno.test("closingLine() names skipped tests only where there are any", () => {
  const once = readReport(REPORT);
  assertEquals(closingLine(NOTHING), "0 passed, 0 failed");
  assertEquals(closingLine(add(once, once)), "4 passed, 2 failed, 2 skipped");
});
