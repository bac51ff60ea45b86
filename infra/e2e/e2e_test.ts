/**
 * The whole pipeline with a real broker and a real database, started once for all of these tests;
 * they run one after the other, and each has the servers to itself.
 */
import { accountTests } from "./cases/account.ts";
import { aclTests } from "./cases/acl.ts";
import { answersTests } from "./cases/answers.ts";
import { badRowsTests } from "./cases/bad_rows.ts";
import { dashboardTests } from "./cases/dashboard.ts";
import { demoTests } from "./cases/demo.ts";
import { devicesTests } from "./cases/devices.ts";
import { flowTests } from "./cases/flow.ts";
import { ingestTests } from "./cases/ingest.ts";
import { launcherTests } from "./cases/launcher.ts";
import { ledgerTests } from "./cases/ledger.ts";
import { lettersTests } from "./cases/letters.ts";
import { networkTests } from "./cases/network.ts";
import { floodTests } from "./cases/flood.ts";
import { pythonTests } from "./cases/python.ts";
import { restoreTests } from "./cases/restore.ts";
import { serversTests } from "./cases/servers.ts";
import { suspendedTests } from "./cases/suspended.ts";
import { Stage } from "./stage.ts";

const stage = new Stage();
Deno.test.beforeAll(() => stage.start());
Deno.test.afterAll(() => stage.stop());

flowTests(stage);
launcherTests(stage);
badRowsTests(stage);
floodTests(stage);
answersTests(stage);
await pythonTests(stage);
ledgerTests(stage);
accountTests(stage);
lettersTests(stage);
aclTests(stage);
networkTests(stage);
devicesTests(stage);
ingestTests(stage);
serversTests(stage);
restoreTests(stage);
suspendedTests(stage);
dashboardTests(stage);
demoTests(stage);
