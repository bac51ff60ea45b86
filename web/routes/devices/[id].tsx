import { page } from "fresh";
import { Head } from "fresh/runtime";
import type { DeviceData } from "../../client/device/page_data.ts";
import { UnknownDevice } from "../../components/device/UnknownDevice.tsx";
import { FieldError } from "../../data/field_error.ts";
import { FIELDS } from "../../data/fields.ts";
import { queriedRange, typedRangePath } from "../../client/range/range_text.ts";
import { parseRange } from "../../data/range.ts";
import DevicePage from "../../islands/DevicePage.tsx";
import Live from "../../islands/Live.tsx";
import { within } from "../../http/within.ts";
import { define } from "../../utils.ts";

/** Shown when the URL asks for no range: short enough for every reading to be drawn. */
const USUAL = "15m";
/** A page does not wait longer for an account, in ms: in the browser it asks again. */
const ACCOUNT_PATIENCE = 1_000;

/** A device as its URL asks for it, or ids that look like one that is not there. */
export const handler = define.handlers({
  async GET(ctx) {
    const { data } = ctx.state;
    const { id } = ctx.params;
    const typed = typedRangePath(ctx.url, Date.now());
    if (typed !== undefined) return ctx.redirect(typed, 303);
    const query = ctx.url.searchParams;
    const range = parseRange(query, Date.now(), USUAL);
    const field = parseField(query.get("field") ?? FIELDS[0].name);
    const [detail, history, account = null] = await Promise.all([
      data.device(id),
      data.history({ device: id, range, fields: [field] }),
      within(ACCOUNT_PATIENCE, data.account(id, range)),
    ]);
    if (detail === undefined) {
      return page<Found>({ id, nearest: await data.nearest(id) }, { status: 404 });
    }
    return page<Found>({ detail, history, account, range: queriedRange(query, USUAL), field });
  },
});

type Found = DeviceData | { readonly id: string; readonly nearest: readonly string[] };

export default define.page<typeof handler>(({ data }) =>
  "detail" in data
    ? (
      <main id="main">
        <Head>
          <title>{data.detail.device_id} - Ledgerline</title>
        </Head>
        <DevicePage data={data} />
        <Live url={`/api/stream?device=${encodeURIComponent(data.detail.device_id)}`} />
      </main>
    )
    : <UnknownDevice {...data} />
);

function parseField(name: string): string {
  if (FIELDS.some((field) => field.name === name)) return name;
  throw new FieldError("field", name, `one of ${FIELDS.map((field) => field.name).join(", ")}`);
}
