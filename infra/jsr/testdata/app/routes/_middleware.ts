import { define } from "../define.ts";

export default define.middleware((ctx) => {
  ctx.state.user = "operator";
  return ctx.next();
});
