/**
 * Nested payloads to flat ones: `{"memory": {"total": 1}}` is `memory_total`, and what lies in a
 * wrapper such as `{"data": {"speed": 1}}` counts as if it lay outside.
 */
import type { Fields } from "./fields.ts";
import { quote, Refusal } from "./refusal.ts";

/** Objects of these names only wrap; their names are no part of a field's. */
const WRAPPERS: ReadonlySet<string> = new Set(["data", "payload", "metrics", "values", "fields"]);
/** Levels of objects that are opened; what lies deeper is a value that no column takes. */
const DEPTH = 4;

/**
 * The fields of a payload by their flat names. A field that `known` has is left as it is, so that an
 * object in the place of a number is refused and not opened.
 *
 * @throws {Refusal} if two places give the same field different values.
 */
export function flatten(payload: Fields, known: ReadonlySet<string>): Fields {
  for (const name in payload) {
    if (isObject(payload[name])) return open(payload, known);
  }
  return payload;
}

function open(payload: Fields, known: ReadonlySet<string>): Fields {
  // Without a prototype: "__proto__" is a name like any other.
  const flat: Record<string, unknown> = Object.create(null);
  const visit = (object: Fields, prefix: string, depth: number) => {
    for (const [key, value] of Object.entries(object)) {
      const name = prefix + key;
      if (!isObject(value) || known.has(name) || depth === DEPTH) put(flat, name, value);
      else visit(value, WRAPPERS.has(key) ? prefix : `${name}_`, depth + 1);
    }
  };
  visit(payload, "", 1);
  return flat;
}

function put(flat: Record<string, unknown>, name: string, value: unknown): void {
  if (name in flat && flat[name] !== value) {
    throw new Refusal("field_ambiguous", `${name}=${quote(flat[name])} and ${quote(value)}`);
  }
  flat[name] = value;
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
