/** A place in the order of letters, as a parameter of an address. */
import { FieldError } from "../field_error.ts";
import { timestamp } from "../postgres.ts";
import type { Place } from "./types.ts";

const PLACE = /^(\d{10,17})-(\d{1,16})$/;

/** A place as text: microseconds since 1970 and the hash. */
export function placeText({ last, hash }: Place): string {
  return `${timestamp(last)}-${hash}`;
}

/** The place that a text names. @throws {FieldError} */
export function parsePlace(text: string, field: string): Place {
  const [, micros, hash] = PLACE.exec(text) ?? [];
  if (hash !== undefined) return { last: Number(micros) / 1000, hash: Number(hash) };
  throw new FieldError(field, text, "what an answer gave as next");
}
