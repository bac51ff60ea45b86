import type { Health, Part, PartName } from "../../data/health_types.ts";
import { PARTS } from "../../data/health_types.ts";
import { formatBytes, formatNumber } from "../../client/format/number.ts";
import { StandingMark } from "../parts/Mark.tsx";
import { Scroll } from "../parts/Section.tsx";
import { At } from "../parts/When.tsx";

/** Each part's name for people. */
const NAMES: Readonly<Record<PartName, string>> = {
  database: "Database",
  ingest: "Ingest",
  broker: "Broker",
  live: "Live query",
  tables: "Tables",
  settings: "Settings",
  disk: "Disk",
  web: "Dashboard",
};

/** Every part: how it is, since when, and what to do. With `facts` also its figures. */
export function PartsTable(
  { health, facts = false }: { readonly health: Health; readonly facts?: boolean },
) {
  return (
    <Scroll label="Parts of the pipeline">
      <table class="parts">
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">State</th>
            <th scope="col" class="p1">Since</th>
            <th scope="col">What there is to say</th>
            {facts && <th scope="col" class="p2">Figures</th>}
          </tr>
        </thead>
        <tbody>
          {PARTS.map((name) => (
            <PartRow
              key={name}
              name={name}
              part={health.parts[name]}
              made={health.now}
              facts={facts}
            />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
}

function PartRow(
  { name, part, made, facts }: {
    readonly name: PartName;
    readonly part: Part;
    readonly made: number;
    readonly facts: boolean;
  },
) {
  return (
    <tr>
      <th scope="row">{NAMES[name]}</th>
      <td>
        <StandingMark status={part.status} />
      </td>
      <td class="p1">{part.since ? <At ms={Date.parse(part.since)} made={made} /> : "–"}</td>
      <td class="wrap">
        {part.detail}
        {part.remedy && <p class="remedy">{part.remedy}</p>}
      </td>
      {facts && (
        <td class="p2 wrap">
          <dl class="inline-facts">
            {Object.entries(part.facts ?? {}).map(([key, value]) => (
              <div key={key}>
                <dt>{key.replaceAll("_", " ")}</dt>
                <dd>{factWords(key, value)}</dd>
              </div>
            ))}
          </dl>
        </td>
      )}
    </tr>
  );
}

function factWords(key: string, value: string | number | boolean | null): string {
  if (typeof value === "number" && key.endsWith("bytes")) return formatBytes(value).join(" ");
  if (typeof value === "number") return formatNumber(value, Number.isInteger(value) ? 0 : 1);
  if (typeof value === "boolean") return value ? "yes" : "no";
  return value ?? "–";
}
