import { define } from "../../define.ts";

export default define.page(async ({ params, route }) => {
  await Promise.resolve();
  return <h1 data-route={route}>{params.id}</h1>;
});
