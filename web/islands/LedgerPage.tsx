import { useMemo, useState } from "preact/hooks";
import type { Ledger } from "../data/types.ts";
import { liveLedger } from "../client/ledger/live_ledger.ts";
import { chosen, type Filter, FILTERS } from "../client/ledger/verdict.ts";
import { formatNumber } from "../client/format/number.ts";
import { Account } from "../components/ledger/Account.tsx";
import { Devices, Epochs } from "../components/ledger/Devices.tsx";
import { Outside } from "../components/ledger/Outside.tsx";
import { Problems } from "../components/ledger/Problems.tsx";
import { Shares } from "../components/ledger/Shares.tsx";
import { Problem } from "../components/parts/Problem.tsx";
import { Section } from "../components/parts/Section.tsx";
import { useMount } from "../components/parts/hooks.ts";
import { At } from "../components/parts/When.tsx";

/** Lines of devices; those that need someone come first. */
const MOST_SHOWN = 300;

/** What became of every reading, as `GET /api/ledger` answers; what needs someone first. */
export default function LedgerPage(
  { ledger: first, made }: { readonly ledger: Ledger; readonly made: number },
) {
  const live = useMemo(() => liveLedger(first, made), []);
  const [filter, setFilter] = useState<Filter>("all");
  const [search, setSearch] = useState("");
  useMount(() => live.run());
  const { fleet, devices, outside, as_of } = live.ledger.value;
  const found = chosen(devices, filter, search);
  const shown = found.slice(0, MOST_SHOWN);
  const several = shown.filter(({ epochs }) => epochs.length > 1);
  return (
    <>
      <section class="head">
        <h1>Ledger</h1>
        <small>
          {as_of === null ? "nothing yet" : (
            <>
              as of <At ms={as_of} made={made} />
            </>
          )}
        </small>
        <div class="end">
          <a class="btn" href="/api/ledger">JSON</a>
          <a class="btn" href="/api/ledger.csv">CSV</a>
        </div>
      </section>
      <Problem words={live.problem.value} onRetry={live.renew} />
      <Problems devices={devices} made={made} />
      <div class="split big">
        <div>
          <Account fleet={fleet} />
        </div>
        <div>
          <Shares sums={fleet} />
        </div>
      </div>
      <Section
        title="By device"
        end={
          <>
            <span class="seg needs-script" role="group" aria-label="Show only">
              {Object.entries(FILTERS).map(([name, [word, passes]]) => (
                <button
                  key={name}
                  type="button"
                  aria-pressed={filter === name}
                  onClick={() => setFilter(name as Filter)}
                >
                  {word} {formatNumber(devices.filter(passes).length)}
                </button>
              ))}
            </span>
            <input
              type="search"
              class="needs-script"
              aria-label="Search devices"
              placeholder="Search id"
              value={search}
              onInput={(event) => setSearch(event.currentTarget.value)}
            />
          </>
        }
      >
        <Devices devices={shown} fleet={fleet} made={made} />
        {found.length > MOST_SHOWN && (
          <p class="note">
            {formatNumber(found.length - MOST_SHOWN)} more: filter or search for them.
          </p>
        )}
      </Section>
      {several.length > 0 && (
        <Section title="By start" note="a device has an epoch for each start of its process">
          {several.map(({ device_id, epochs }) => (
            <details key={device_id}>
              <summary>
                <span class="id">{device_id}</span>, {epochs.length} epochs,{" "}
                {epochs.filter(({ open }) => open).length} open
              </summary>
              <Epochs device={device_id} epochs={epochs} made={made} />
            </details>
          ))}
        </Section>
      )}
      <Outside outside={outside} made={made} />
    </>
  );
}
