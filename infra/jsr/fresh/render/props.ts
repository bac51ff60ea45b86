import { isValidElement } from "preact";

/**
 * An island's props as JSON. Fresh sends more kinds of values; here what JSON can't carry is an
 * error, so that nothing works here which doesn't there.
 *
 * @throws {TypeError} naming the island and the prop.
 */
export function propsText(island: string, props: object): string {
  check(props, `<${island}>`, []);
  return JSON.stringify(props);
}

function check(value: unknown, path: string, outer: unknown[]): void {
  if (!isJson(value) || outer.includes(value)) {
    throw new TypeError(`An island's props must be JSON: ${path} is ${kindOf(value)}`);
  }
  if (typeof value !== "object" || value === null) return;
  for (const [key, item] of Object.entries(value)) {
    const isLeftOut = item === undefined && !Array.isArray(value);
    if (!isLeftOut) check(item, `${path}.${key}`, [...outer, value]);
  }
}

function isJson(value: unknown): boolean {
  switch (typeof value) {
    case "string":
    case "boolean":
      return true;
    case "number":
      return Number.isFinite(value) && !Object.is(value, -0);
    case "object":
      return value === null || isDense(value) || isPlain(value);
    default:
      return false;
  }
}

/** An array without holes. */
function isDense(value: object): boolean {
  return Array.isArray(value) && Object.keys(value).length === value.length;
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && !isValidElement(value) &&
    !("toJSON" in value);
}

function kindOf(value: unknown): string {
  if (typeof value !== "object" || value === null) return String(value);
  return isValidElement(value) ? "an element" : `a ${value.constructor?.name ?? "object"}`;
}
