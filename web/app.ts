/** The dashboard as an app: what covers every request, the API, and the pages. */
import { App, csrf, staticFiles } from "fresh";
import type { Log } from "../devices/lib/log.ts";
import { devicesApi } from "./api/devices.ts";
import { healthApi } from "./api/health.ts";
import { ledgerApi } from "./api/ledger.ts";
import { lettersApi } from "./api/letters.ts";
import { type Metrics, metricsApi } from "./api/metrics.ts";
import { pipelineApi } from "./api/pipeline.ts";
import { type OpenStream, streamApi } from "./api/stream.ts";
import type { Login } from "./auth/login.ts";
import type { Data } from "./data/types.ts";
import { apiErrors, apiOf } from "./http/api_errors.ts";
import { errorPages } from "./http/error_pages.ts";
import { pagePolicy } from "./http/page_policy.ts";
import type { State } from "./utils.ts";

/** What the app needs from outside. */
export interface AppDeps {
  readonly data: Data;
  readonly openStream: OpenStream;
  readonly login: Login;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** Puts the app together; the order is the order in which a request passes. */
export function createApp({ data, openStream, login, metrics, log }: AppDeps): App<State> {
  const app = new App<State>()
    .use((ctx) => {
      ctx.state.data = data;
      ctx.state.login = login.required;
      return ctx.next();
    })
    .use(apiErrors(log), pagePolicy, errorPages(log))
    .use(staticFiles())
    .use(csrf(), login.guard)
    .post("/login", login.signIn) // before the page of the same path, which takes every method
    .fsRoutes()
    .post("/logout", login.signOut);
  const api = apiOf(app, log);
  devicesApi(api);
  pipelineApi(api);
  healthApi(api);
  ledgerApi(api);
  lettersApi(api);
  metricsApi(api, metrics);
  streamApi(api, openStream);
  return app;
}
