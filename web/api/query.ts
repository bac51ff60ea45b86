/** Reading the parameters of a request. Every fault names the parameter, its value and what is allowed. */
import { HttpError } from "fresh";
import { DEVICE_ID_RULE, isDeviceId } from "../../devices/wire/device_id.ts";
import { FieldError } from "../data/field_error.ts";
import { FIELDS } from "../data/fields.ts";
import { MOST_RECENT } from "../data/recent.ts";

/** The device that a path names. @throws {HttpError} 404 if it can't be one. */
export function deviceOf(params: Readonly<Record<string, string>>): string {
  if (isDeviceId(params.id)) return params.id;
  throw new HttpError(404, `No device has such an id: it must be ${DEVICE_ID_RULE}`);
}

/** The devices that `ids` names. @throws {FieldError} */
export function idsOf(query: URLSearchParams): string[] {
  const text = query.get("ids") ?? "";
  const ids = [...new Set(text.split(",").filter((id) => id !== ""))];
  if (ids.length > 0 && ids.length <= MOST_RECENT && ids.every(isDeviceId)) return ids;
  throw new FieldError("ids", text, `1 to ${MOST_RECENT} device ids, separated by commas`);
}

/** The fields that `fields` names; undefined for all. @throws {FieldError} */
export function fieldsOf(query: URLSearchParams): string[] | undefined {
  const text = query.get("fields");
  if (text === null) return undefined;
  const names = text.split(",");
  const known = FIELDS.map(({ name }) => name);
  if (names.every((name) => known.includes(name))) return names;
  throw new FieldError("fields", text, `some of ${known.join(",")}`);
}

/** A number within bounds, decimals only if `whole` doesn't forbid them. @throws {FieldError} */
export function numberOf(
  query: URLSearchParams,
  field: string,
  { min, max, whole = false }: {
    readonly min: number;
    readonly max: number;
    readonly whole?: boolean;
  },
): number {
  const text = query.get(field) ?? "";
  const value = Number(text);
  const fits = value >= min && value <= max && (!whole || Number.isInteger(value));
  if (text.trim() !== "" && fits) return value;
  throw new FieldError(field, text, `a ${whole ? "whole " : ""}number from ${min} to ${max}`);
}
