import type { FleetModel } from "../../client/fleet/model.ts";
import type { FleetView } from "../../client/fleet/view.ts";
import { Section } from "../parts/Section.tsx";

/** What to do when there is nothing to show. */
export function Nothing(
  { model, onShow }: { readonly model: FleetModel; readonly onShow: (view: FleetView) => void },
) {
  const view = model.view.value;
  const { attentionTotal, runningTotal } = model.shown.value;
  if (model.counts.value.all === 0) return <NoDevices />;
  if (attentionTotal + runningTotal > 0) return null;
  const clear = (event: Event) => {
    event.preventDefault();
    onShow({ ...view, show: "all", q: "", page: 1 });
  };
  return (
    <Section title="Nothing matches">
      <p class="note">
        {view.q === "" ? `No device is ${view.show}. ` : (
          <>
            No {view.show === "all" ? "" : view.show} device has <code>{view.q}</code> in its id.
            {" "}
          </>
        )}
        <a href="/" aria-current="false" onClick={clear}>Show all</a> <kbd>Esc</kbd>
      </p>
    </Section>
  );
}

function NoDevices() {
  return (
    <Section title="No devices yet">
      <p class="note">
        Nothing has been stored in this database. Start ten simulated vehicles with{" "}
        <code>deno task devices</code>, or publish a reading of your own to{" "}
        <code>device/data/my-first</code>; it shows here within a second.{" "}
        <a href="/health" aria-current="false">See whether every part is up</a>
      </p>
    </Section>
  );
}
