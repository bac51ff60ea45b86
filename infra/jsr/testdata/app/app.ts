import { App, csp, HttpError, staticFiles } from "fresh";
import type { State } from "./define.ts";

export const app = new App<State>()
  .use(staticFiles())
  .use(csp({ useNonce: true }))
  .get("/api/devices/:id", (ctx) => ctx.json({ id: ctx.params.id }))
  .get("/api/broken", () => {
    throw new HttpError(409, "Made twice");
  })
  .fsRoutes();
