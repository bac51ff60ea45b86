import { HttpError } from "fresh";
import { define } from "../define.ts";

export const handler = define.handlers((ctx) => {
  const status = ctx.url.searchParams.get("status");
  if (status === "404") throw new HttpError(404);
  if (status === "403") throw new HttpError(403, "Not yours");
  throw new Error("secret detail");
});
