/**
 * What Fresh's built server imports. Nothing is opened here: connections are made when the first
 * page asks, and `main.ts` says when to follow the database.
 */
import { consoleLog } from "../devices/lib/log.ts";
import { createApp } from "./app.ts";
import { readConfig } from "./config.ts";
import { createServices } from "./services.ts";

/** What runs behind the app. */
export const services = createServices(readConfig(Deno.env.toObject()), consoleLog("web"));

/** The app, which Fresh gives its routes, islands and static files. */
export const app = createApp(services);
