import type { FleetModel } from "../../client/fleet/model.ts";
import type { FleetStore } from "../../client/fleet/fleet_store.ts";
import { formatNumber } from "../../client/format/number.ts";
import { shownNow } from "../../client/live/session.ts";
import { useNow } from "../parts/hooks.ts";
import { PassingButton } from "../parts/PassingButton.tsx";
import { Scroll, Section } from "../parts/Section.tsx";
import { DeviceHeads, DeviceRow } from "./DeviceRow.tsx";
import { useState } from "preact/hooks";

/** How many rows the list grows by. */
const PART = 50;

/** Devices that are not as they should be; their order stands until someone asks for another. */
export function Attention(
  { model, store, made }: {
    readonly model: FleetModel;
    readonly store: FleetStore;
    readonly made: number;
  },
) {
  const [length, setLength] = useState(PART);
  const { attention, attentionTotal } = model.shown.value;
  const waiting = model.waiting.value;
  const now = useNow(made);
  const { show } = model.view.value;
  if (attentionTotal === 0) return null;
  const listed = attention.slice(0, length);
  const left = attentionTotal - listed.length;
  return (
    <Section
      title={show === "all" ? "Needs a look" : show === "stale" ? "Stale" : "Offline"}
      note={`${formatNumber(model.needing(now))} of ${formatNumber(model.counts.value.all)}`}
      end={
        <>
          {waiting > 0 && (
            <PassingButton onClick={() => model.arrange(shownNow())}>
              {formatNumber(waiting)} more
            </PassingButton>
          )}
          <small class="p1">stale, then offline; longest first</small>
        </>
      }
    >
      {listed.length > 0 && (
        <Scroll label="Devices that need a look">
          <table>
            <DeviceHeads />
            <tbody>
              {listed.map((id) => <DeviceRow key={id} id={id} store={store} made={made} />)}
            </tbody>
          </table>
        </Scroll>
      )}
      {left > 0 && (
        <PassingButton class="more" onClick={() => setLength(length + PART)}>
          Show {formatNumber(Math.min(PART, left))} of the other {formatNumber(left)}
        </PassingButton>
      )}
    </Section>
  );
}
