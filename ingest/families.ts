/** Every family of devices whose messages the ingest stores: one line each. */
import { account } from "./families/account.ts";
import type { Family } from "./families/family.ts";
import { status } from "./families/status.ts";
import { vehicle } from "./families/vehicle.ts";

/** The families; a topic belongs to the first that knows it. */
export const families: readonly Family[] = [
  vehicle,
  status,
  account,
];
