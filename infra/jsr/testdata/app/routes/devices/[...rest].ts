import { define } from "../../define.ts";

export const handler = define.handlers({
  GET: (ctx) => ctx.text(`rest ${ctx.params.rest}`),
  POST: async (ctx) => ctx.text(await ctx.req.text(), { status: 201 }),
});
