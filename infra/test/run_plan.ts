/** What `deno task test` and `deno task check` run, and what the tests themselves may do. */
import type { Stage } from "./run_stage.ts";

/** What a plan is made for. */
export interface PlanOptions {
  /** The path of the configuration, with or without the stand-ins for JSR. */
  readonly config: string;
  /** A folder for reports and for the files that tests make. */
  readonly temporary: string;
  /** Whether to leave out what needs servers. */
  readonly fast: boolean;
}

/** Tests with a real broker, database or browser; one after the other. */
const WITH_SERVERS = ["infra/e2e", "web/browser"];

/** The stages in order. */
export function plan({ config, temporary, fast }: PlanOptions): Stage[] {
  const common = ["--quiet", `--config=${config}`];
  const test = (name: string, ...write: string[]) => [
    "test",
    ...common,
    "--no-check", // of the stage before
    `--junit-path=${temporary}/${name}.xml`,
    ...MAY,
    ...write,
  ];
  const env = {
    ...{ TMPDIR: temporary, TMP: temporary, TEMP: temporary }, // as the systems call it
    LEDGERLINE_ENV_FILE: "", // programs under test are set up by their tests alone
  };
  const stages: Stage[] = [
    { name: "format", args: ["fmt", "--check", `--config=${config}`] },
    { name: "lint", args: ["lint", ...common] },
    { name: "types", args: ["check", ...common, "."] },
    {
      name: "unit tests",
      args: [
        ...test("unit", mayWrite(temporary)),
        "--parallel",
        `--ignore=${WITH_SERVERS.join(",")}`,
      ],
      report: `${temporary}/unit.xml`,
      env,
    },
    {
      name: "tests with servers",
      // Deno makes links, as to node_modules in a copy of the repository, for nothing less.
      args: [...test("servers", "--allow-write"), ...WITH_SERVERS],
      report: `${temporary}/servers.xml`,
      env,
      live: true,
    },
  ];
  return fast ? stages.slice(0, -1) : stages;
}

/** What tests may do: start programs and read, but reach this machine alone; no native code. */
const MAY = [
  "--no-prompt",
  "--allow-env",
  "--allow-read",
  "--allow-run",
  "--allow-sys",
  "--allow-net=127.0.0.1,127.0.0.2,localhost,[::1]",
];

/** Where unit tests may write, besides their temporary folder. */
const WRITABLE = [
  "devices/.data",
  "infra/.data",
  "infra/jsr/testdata", // islands must lie beside deno.json to be bundled
  "web", // Fresh makes the folder that it builds, although it is there
];

function mayWrite(temporary: string): string {
  return `--allow-write=${[temporary, ...WRITABLE].join(",")}`;
}
