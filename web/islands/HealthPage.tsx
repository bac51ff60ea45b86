import { useMemo } from "preact/hooks";
import type { Health } from "../data/types.ts";
import { liveHealth } from "../client/health.ts";
import { PartsTable } from "../components/health/PartsTable.tsx";
import { StandingMark } from "../components/parts/Mark.tsx";
import { Section } from "../components/parts/Section.tsx";
import { useMount } from "../components/parts/hooks.ts";
import { At } from "../components/parts/When.tsx";

/** Every part, as `GET /api/health` answers. */
export default function HealthPage({ health: made }: { readonly health: Health }) {
  const live = useMemo(() => liveHealth(made), []);
  useMount(() => live.run());
  const health = live.health.value;
  return (
    <>
      <section class="head">
        <h1>Health</h1>
        <StandingMark status={health.status} />
        <small>
          as of <At ms={health.now} made={made.now} />
        </small>
        <div class="end">
          <a class="btn" href="/api/health">JSON</a>
        </div>
      </section>
      <Section title="Parts" note="and what to do">
        <PartsTable health={health} facts />
      </Section>
    </>
  );
}
