import type { ComponentChildren } from "preact";
import type { DeviceDetail, StatusEvent } from "../../data/types.ts";
import { formatSpan } from "../../client/format/age.ts";
import { formatMs, formatNumber, formatRate } from "../../client/format/number.ts";
import type { LiveAccount } from "../../client/device/live_account.ts";
import type { DeviceModel } from "../../client/device/model.ts";
import { type DeviceNow, markOf } from "../../client/fleet/device_now.ts";
import { lettersPath } from "../../client/letters/address.ts";
import { At } from "../parts/When.tsx";
import { StateMark } from "../parts/Mark.tsx";
import { useNow } from "../parts/hooks.ts";
import { Section } from "../parts/Section.tsx";
import { DeviceAccount } from "./DeviceAccount.tsx";

/** What is known besides its values: its account, and connection and data as separate facts. */
export function DeviceFacts(
  { model, account, device, detail, events }: {
    readonly model: DeviceModel;
    readonly account: LiveAccount;
    readonly device: DeviceNow;
    readonly detail: DeviceDetail;
    readonly events: readonly StatusEvent[];
  },
) {
  const { now: made, facts } = detail;
  const newest = newestIdentity(model) ?? facts;
  return (
    <aside>
      <DeviceAccount model={model} made={made} onRetry={account.renew} />
      <Connection device={device} events={events} made={made} />
      <Section title="Identity">
        <dl class="facts">
          <Fact name="Family">vehicle</Fact>
          <Fact name="Topic">
            <code>device/data/{device.id}</code>
          </Fact>
          <Fact name="Table">
            <code>device_data</code>
          </Fact>
          <Fact name="First seen">
            {facts.first_seen === null
              ? "nothing is kept"
              : <At ms={facts.first_seen} made={made} />}
          </Fact>
          <Fact name="Epoch">
            <code>{newest.epoch ?? "–"}</code>
          </Fact>
          <Fact name="Last seq">{formatNumber(newest.seq)}</Fact>
          {facts.last_letter !== null && (
            <Fact name="Last dead letter">
              <a href={lettersPath({ device: device.id })}>
                <At ms={facts.last_letter} made={made} />
              </a>
            </Fact>
          )}
        </dl>
      </Section>
      <Section
        title="5 minutes"
        end={
          <small>
            up to <At ms={made} made={made} />
          </small>
        }
      >
        <dl class="facts">
          <Fact name="Rate">{formatRate(facts.rate)} /s</Fact>
          <Fact name="Readings">{formatNumber(facts.recent_readings)}</Fact>
          <Fact name="Late">{formatNumber(facts.recent_late)}</Fact>
          <Fact name="Fastest way to the ingest">{formatMs(facts.clock_offset_ms)} ms</Fact>
        </dl>
      </Section>
      <Events events={events} made={made} />
    </aside>
  );
}

function Connection(
  { device, events, made }: {
    readonly device: DeviceNow;
    readonly events: readonly StatusEvent[];
    readonly made: number;
  },
) {
  const now = useNow(made);
  const { connection, state } = markOf(device, now);
  const up = events.find((event) => event.connection === "online");
  const down = events.find((event) => event.connection === "offline");
  return (
    <Section title="Status" end={<StateMark state={state} />}>
      <dl class="facts">
        <Fact name="Link">
          {device.said === null ? `${connection}, inferred from readings` : (
            <>
              {connection === "online" ? "up" : "down"}
              {device.since !== null && ` ${formatSpan(now - device.since)}`}
            </>
          )}
        </Fact>
        <Fact name="Connected at">{up ? <At ms={up.at} made={made} /> : "not in 7 days"}</Fact>
        <Fact name="Disconnected at">
          {down ? <At ms={down.at} made={made} /> : "not in 7 days"}
        </Fact>
        {down && <Fact name="Why">{reasonWords(down)}</Fact>}
        <Fact name="Last reading">
          {device.ts === null ? "none is kept" : <At ms={device.ts} made={made} digits={3} />}
        </Fact>
        <Fact name="Expected every">
          {device.interval === null
            ? "not said; 1 s taken"
            : `${formatNumber(device.interval, decimals(device.interval))} s`}
        </Fact>
      </dl>
    </Section>
  );
}

function Events(
  { events, made }: { readonly events: readonly StatusEvent[]; readonly made: number },
) {
  return (
    <Section title="Events" end={<small>connection, 7 days</small>}>
      {events.length === 0 ? <p class="note">None.</p> : (
        <dl class="facts">
          {events.slice(0, 12).map((event) => (
            <Fact key={`${event.at} ${event.connection}`} name={<At ms={event.at} made={made} />}>
              {event.connection === "online" ? "link up" : "link down"}
              {event.reason && `, ${reasonWords(event)}`}
            </Fact>
          ))}
        </dl>
      )}
    </Section>
  );
}

function Fact(
  { name, children }: { readonly name: ComponentChildren; readonly children: ComponentChildren },
) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function reasonWords({ reason }: StatusEvent): string {
  if (reason === null) return "not said";
  return { started: "started", stopped: "stopped cleanly", lost: "connection lost" }[reason];
}

/** Epoch and seq of the newest row that is a reading. */
function newestIdentity(model: DeviceModel): { epoch: number | null; seq: number | null } | null {
  const [, table] = [model.revision.value, model.table];
  const row = model.isLive.value ? table.rows.at(-1) : undefined;
  const [epoch, seq] = [table.at("epoch"), table.at("seq")];
  if (row === undefined || epoch === undefined || seq === undefined) return null;
  return { epoch: row[epoch] as number | null, seq: row[seq] as number | null };
}

function decimals(value: number): number {
  return Number.isInteger(value) ? 0 : 2;
}
