import { HttpError } from "fresh";
import { define } from "../../define.ts";

const named = define.middleware(async (ctx) => {
  const response = await ctx.next();
  response.headers.set("x-admin", ctx.state.user ?? "nobody");
  return response;
});

const guarded = define.middleware((ctx) => {
  if (ctx.url.searchParams.has("deny")) throw new HttpError(403);
  return ctx.next();
});

export default [named, guarded];
