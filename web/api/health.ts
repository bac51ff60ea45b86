/** `/api/health`: every part, and what to do about it. */
import type { App } from "fresh";
import { jsonNow } from "../http/json.ts";
import type { State } from "../utils.ts";

/** Registers the health. */
export function healthApi(app: App<State>): void {
  app.get("/api/health", async ({ state }) => {
    const health = await state.data.health();
    return jsonNow(health, health.status === "down" ? 503 : 200);
  });
}
