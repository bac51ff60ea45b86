/**
 * Writes `.env.example`, in which every setting stands at its default:
 * `deno run --allow-write=.env.example infra/launch/env_example.ts`
 */
import type { Variables } from "../../devices/lib/env.ts";
import { brokerVariables } from "../../devices/lib/mqtt_config.ts";
import { containerVariables, programs } from "./programs.ts";

const HEADER =
  `# Settings of every program. Copy this file to .env and take away the # before what you change.
# Variables of the environment win over .env; an empty one counts as unset. Another file instead of
# .env: LEDGERLINE_ENV_FILE in the environment.
`;

/** The sections in order: a variable stands in the first that has it. */
const SECTIONS: readonly (readonly [string, Variables])[] = [
  ["The broker, for every program", brokerVariables],
  ["Devices", programs.devices.variables],
  ["Ingest", programs.ingest.variables],
  ["Dashboard", programs.web.variables],
  ["Starting broker and database", programs.infra.variables],
  ["Doctor", programs.doctor.variables],
  ["Containers", containerVariables],
];

/** The text of `.env.example`. */
export function envExample(): string {
  const seen = new Set<string>();
  const sections = SECTIONS.map(([title, variables]) => {
    const lines = Object.entries(variables).filter(([name]) => !seen.has(name)).map(
      ([name, { fallback, help }]) => `# ${help}.\n#${name}=${fallback}\n`,
    );
    for (const name of Object.keys(variables)) seen.add(name);
    return `\n# ${title}\n\n${lines.join("")}`;
  });
  return HEADER + sections.join("");
}

if (import.meta.main) await Deno.writeTextFile(".env.example", envExample());
