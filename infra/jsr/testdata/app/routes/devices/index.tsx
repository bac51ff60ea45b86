import { page } from "fresh";
import { define } from "../../define.ts";

export const handler = define.handlers({
  GET: () => page({ ids: ["vehicle_01"] }, { status: 203, headers: { "x-rows": "1" } }),
});

export default define.page<typeof handler>(({ data }) => (
  <ul>{data.ids.map((id) => <li key={id}>{id}</li>)}</ul>
));
