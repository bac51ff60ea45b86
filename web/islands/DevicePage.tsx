import { useMemo, useRef } from "preact/hooks";
import { IS_BROWSER } from "fresh/runtime";
import { FIELDS } from "../data/fields.ts";
import type { MountedPlot } from "../client/chart/mount.ts";
import { follow, savePicture } from "../client/device/actions.ts";
import { liveAccount } from "../client/device/live_account.ts";
import { liveDetail } from "../client/device/live_detail.ts";
import { DeviceModel } from "../client/device/model.ts";
import { detailNow, type DeviceData } from "../client/device/page_data.ts";
import { deviceControls, runDevice } from "../client/device/run.ts";
import { FleetStore } from "../client/fleet/fleet_store.ts";
import { fleet } from "../client/live/session.ts";
import { DeviceFacts } from "../components/device/DeviceFacts.tsx";
import { DeviceHead } from "../components/device/DeviceHead.tsx";
import { DeviceTools } from "../components/device/DeviceTools.tsx";
import { FieldCharts } from "../components/device/FieldCharts.tsx";
import { MainChart } from "../components/device/MainChart.tsx";
import { NotStored } from "../components/device/NotStored.tsx";
import { Problem } from "../components/parts/Problem.tsx";
import { Readings } from "../components/device/Readings.tsx";
import { RangeBar } from "../components/parts/RangeBar.tsx";
import { useAction, useMount } from "../components/parts/hooks.ts";
import { useStatusEvents } from "../components/device/use_status_events.ts";

/** One device: what happened here, and what happens now. */
export default function DevicePage({ data }: { readonly data: DeviceData }) {
  const { model, account, controls, store, live } = useMemo(() => start(data), []);
  const plot = useRef<MountedPlot>();
  useMount(() => {
    const stops = [runDevice(model, controls, account), live.run()];
    return () => stops.forEach((stop) => stop());
  });
  useAction((action) => follow(action, model, controls, live.detail.peek()));

  const detail = live.detail.value;
  const { now: made, device_id: id } = detail;
  const device = store.watch(id).value;
  const current = () => store.watch(id).peek();
  const field = FIELDS.find(({ name }) => name === model.field.value) ?? FIELDS[0];
  const events = useStatusEvents(detail, device);
  const keep = field === FIELDS[0] ? "" : `&field=${field.name}`;
  return (
    <>
      <DeviceHead device={device} detail={detail} />
      <div class="split">
        <div>
          <section class="sec">
            <div class="head">
              <h2>{field.label}</h2>
              <RangeBar
                range={model.range.value}
                path={`/devices/${encodeURIComponent(id)}`}
                made={made}
                onGo={controls.go}
                keep={keep}
              />
              <DeviceTools
                model={model}
                onPng={() => savePicture(model, field, plot.current)}
              />
            </div>
            <Problem words={model.problem.value} onRetry={controls.reload} />
            {!model.isTable.value && (
              <MainChart
                {...{ model, controls, field, made }}
                device={current}
                mounted={(made) => plot.current = made}
              />
            )}
          </section>
          <NotStored model={model} made={made} />
          {!model.isTable.value && <FieldCharts {...{ model, controls }} device={current} />}
          <Readings {...{ model, field, made }} />
        </div>
        <DeviceFacts {...{ model, account, device, detail, events }} />
      </div>
    </>
  );
}

/** In the browser the page's one store; on the server one for this rendering. */
function start(data: DeviceData) {
  const store = IS_BROWSER ? fleet : new FleetStore();
  store.seed([detailNow(data.detail)]);
  const model = new DeviceModel(data);
  const account = liveAccount(model);
  const live = liveDetail(data.detail);
  return { store, model, account, live, controls: deviceControls(model, account) };
}
