import type { ComponentChildren } from "preact";
import { formatMs, formatNumber, formatRate } from "../client/format/number.ts";
import { formatTime } from "../client/format/time.ts";
import { asOf, clock, screen, second, streamState } from "../client/live/session.ts";
import { fleetSums, followFleetSums } from "../client/ledger/fleet_sums.ts";
import { verdictOn } from "../client/ledger/verdict.ts";
import { verdictOf } from "../client/live/verdict.ts";
import { target, zone } from "../client/settings.ts";
import { useMount } from "../components/parts/hooks.ts";

/** One line on every page: how the pipeline does, and its rates. */
export default function Strip() {
  const now = clock.value;
  const latest = second.value;
  const isLost = streamState.value.at === "lost";
  const verdict = verdictOf(isLost ? null : latest, now, target.value);
  const known = verdict.word !== "Unknown";
  const rates = known ? latest : null;
  useMount(followFleetSums);
  const fleet = isLost ? null : fleetSums.value;
  const sums = fleet && { ...fleet, verdict: verdictOn(fleet) };
  return (
    <section class="strip needs-script" aria-label="Pipeline at this moment">
      <a class={`verdict ${verdict.colour}`} href="/pipeline" aria-current="false">
        <b>
          <i class={`i ${verdict.shape}`} />
          {verdict.word}
        </b>
        <span>{asOf.value === null ? "no data yet" : `as of ${timeOf(asOf.value, now)}`}</span>
      </a>
      {sums && (
        <a class={`verdict ${sums.verdict.colour}`} href="/ledger" aria-current="false">
          <b>
            <i class={`i ${sums.verdict.shape}`} />
            {sums.verdict.word}
          </b>
          <span>{formatNumber(sums.produced)} produced</span>
        </a>
      )}
      <dl class="rates">
        <Rate name="In" unit="/s">{formatRate(rates?.received)}</Rate>
        <Rate name="Stored" unit="/s">{formatRate(rates?.stored)}</Rate>
        <Rate
          name={rates?.rejected ? <a href="/dead-letters">Rejected</a> : "Rejected"}
          unit="/s"
          class={rejected(rates?.rejected)}
        >
          {formatRate(rates?.rejected)}
        </Rate>
        <Rate name="Held" class="p1">{formatNumber(rates?.held)}</Rate>
        <Rate name="Device to stored row, p95" unit="ms" class="p2">
          {formatMs(rates?.hops.device_queryable?.p95)}
        </Rate>
        <Rate
          name={
            <>
              <span class="p1">Device to</span> screen, p95
            </>
          }
          unit="ms"
          class="end"
        >
          {formatMs(now === 0 ? null : screen.fromDevice(now)?.p95)}
        </Rate>
      </dl>
    </section>
  );
}

function Rate(
  { name, unit, class: extra, children }: {
    readonly name: ComponentChildren;
    readonly unit?: string;
    readonly class?: string;
    readonly children: ComponentChildren;
  },
) {
  return (
    <div class={extra}>
      <dt>{name}</dt>
      <dd>
        {children} {unit && <small>{unit}</small>}
      </dd>
    </div>
  );
}

function rejected(perSecond: number | undefined): string {
  return perSecond ? "warn" : "p3";
}

function timeOf(ms: number, now: number): string {
  return formatTime(ms, zone.value, now || ms);
}
