/** Reading which dead letters an address asks for. */
import { DEVICE_ID_RULE, isDeviceId } from "../../devices/wire/device_id.ts";
import { type Reason, REASONS } from "../../ingest/reasons.ts";
import { isReason, NO_DEVICE } from "../client/letters/address.ts";
import { FieldError } from "../data/field_error.ts";
import { parsePlace } from "../data/letters/place.ts";
import type { LettersQuery } from "../data/letters/types.ts";
import { type Millis, parseRange } from "../data/range.ts";
import { numberOf } from "./query.ts";

/** All that is kept, as a duration. */
export const KEPT = "90d";

/**
 * The letters that a query asks for: `reason`, `device`, `from` and `to`, `before`, and `limit`,
 * which is `usual` unless the query says otherwise. @throws {FieldError}
 */
export function lettersQueryOf(
  query: URLSearchParams,
  now: Millis,
  { usual, most }: { readonly usual: number; readonly most: number },
): LettersQuery {
  const before = query.get("before");
  return {
    range: parseRange(query, now, KEPT),
    reason: reasonOf(query),
    device: deviceOf(query),
    before: before === null ? undefined : parsePlace(before, "before"),
    limit: query.has("limit")
      ? numberOf(query, "limit", { min: 1, max: most, whole: true })
      : usual,
  };
}

function reasonOf(query: URLSearchParams): Reason | undefined {
  const reason = query.get("reason");
  if (reason === null) return undefined;
  if (isReason(reason)) return reason;
  throw new FieldError("reason", reason, `one of ${Object.keys(REASONS).join(", ")}`);
}

function deviceOf(query: URLSearchParams): string | null | undefined {
  const device = query.get("device");
  if (device === null) return undefined;
  if (device === NO_DEVICE) return null;
  if (isDeviceId(device)) return device;
  throw new FieldError(
    "device",
    device,
    `${DEVICE_ID_RULE}, or ${NO_DEVICE} for letters of an unknown sender`,
  );
}
