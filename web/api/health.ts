/** `/api/health`: every part, and what to do about it. */
import type { Api } from "../http/api_errors.ts";
import { jsonNow } from "../http/json.ts";

/** Registers the health. */
export function healthApi(api: Api): void {
  api.get("/api/health", async ({ state }) => {
    const health = await state.data.health();
    return jsonNow(health, health.status === "down" ? 503 : 200);
  });
}
