/** Every program that `infra/run.ts` starts, by name. */
import * as devices from "../../devices/config.ts";
import { flag, text } from "../../devices/lib/env.ts";
import * as ingest from "../../ingest/config.ts";
import * as replay from "../../ingest/replay/config.ts";
import * as web from "../../web/config.ts";
import * as ledger from "../../web/ledger/config.ts";
import { readOptions } from "../chaos/args.ts";
import * as infra from "../config.ts";
import * as doctor from "../doctor/config.ts";
import {
  benchPermissions,
  buildPermissions,
  chaosPermissions,
  demoPermissions,
  devicesPermissions,
  doctorPermissions,
  infraPermissions,
  ingestPermissions,
  ledgerPermissions,
  replayPermissions,
  testPermissions,
  webPermissions,
} from "./permissions.ts";
import { type Program, program } from "./program.ts";

/** The programs by the name that `deno task` knows them by. */
export const programs: Readonly<Record<string, Program>> = {
  devices: program({
    entry: "devices/main.ts",
    // Of what is garbage soon, V8 would let as much again lie around: after an outage of ten minutes a
    // thousand devices took 600 MB. It takes no more time.
    v8: ["--max-semi-space-size=2", "--heap-growing-percent=50"],
    variables: devices.variables,
    readConfig: devices.readConfig,
    permissions: devicesPermissions,
  }),
  device: program({
    entry: "devices/device.ts",
    variables: devices.variables,
    readConfig: devices.readDeviceConfig,
    permissions: devicesPermissions,
  }),
  ingest: program({
    entry: "ingest/main.ts",
    // Messages live for milliseconds: a small heap that is swept often takes a third less memory than
    // V8 would, and no more time.
    v8: ["--max-semi-space-size=2", "--max-old-space-size=512"],
    variables: ingest.variables,
    readConfig: ingest.readConfig,
    permissions: ingestPermissions,
  }),
  replay: program({
    entry: "ingest/replay.ts",
    variables: replay.variables,
    readConfig: replay.readConfig,
    permissions: replayPermissions,
  }),
  build: program({
    entry: "web/build.ts",
    jsr: true,
    variables: {},
    permissions: buildPermissions,
  }),
  web: program({
    entry: "web/main.ts",
    jsr: true,
    before: "build",
    variables: web.variables,
    readConfig: web.readConfig,
    permissions: webPermissions,
  }),
  ledger: program({
    entry: "web/ledger.ts",
    variables: ledger.variables,
    readConfig: ledger.readConfig,
    permissions: ledgerPermissions,
  }),
  infra: program({
    entry: "infra/infra.ts",
    variables: infra.variables,
    readConfig: infra.readConfig,
    system: ["JAVA_HOME"],
    permissions: infraPermissions,
  }),
  demo: program({
    entry: "infra/demo.ts",
    variables: infra.variables,
    readConfig: infra.readConfig,
    permissions: demoPermissions,
  }),
  doctor: program({
    entry: "infra/doctor.ts",
    variables: doctor.variables,
    readConfig: doctor.readConfig,
    system: ["JAVA_HOME"],
    permissions: doctorPermissions,
  }),
  bench: program({
    entry: "infra/bench.ts",
    variables: {},
    system: ["JAVA_HOME", "PATH", "TMPDIR", "CHROME", "__IS_WSL_TEST__"],
    permissions: benchPermissions,
  }),
  chaos: program({
    entry: "infra/chaos.ts",
    variables: {},
    readConfig: (_, args) => readOptions(args),
    system: ["JAVA_HOME", "PATH", "TMPDIR"],
    permissions: chaosPermissions,
  }),
  test: program({
    entry: "infra/test/run.ts",
    variables: {},
    system: ["PATH", "TMPDIR"],
    permissions: testPermissions,
  }),
};

/** Settings of `compose.yaml` and `infra/emqx/users.yaml` alone. */
export const containerVariables = {
  EMQX_DURABLE_SESSIONS: flag(true, "Queues outlive a restart of EMQX; false with INGEST_GROUP"),
  EMQX_USERS: text("", "The file of names and passwords for infra/emqx/users.yaml"),
};

/** The name of every setting. */
export const allNames: readonly string[] = [
  ...new Set([
    ...Object.values(programs).flatMap(({ variables }) => Object.keys(variables)),
    ...Object.keys(containerVariables),
  ]),
];
