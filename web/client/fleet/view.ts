/** What the fleet page shows, as its URL says it. */
import { FieldError } from "../../data/field_error.ts";
import type { DeviceState } from "../../data/types.ts";

/** Which devices, and in which form. */
export interface FleetView {
  readonly show: "all" | DeviceState;
  /** Part of an id; empty shows all. */
  readonly q: string;
  readonly layout: "tiles" | "rows";
  /** Of the rows, from 1. */
  readonly page: number;
}

/** The values of `show`, in the order of the counts. */
export const SHOWS = ["all", "online", "stale", "offline"] as const;

/** The view of a query. @throws {FieldError} naming the parameter and what is allowed. */
export function parseFleetView(query: URLSearchParams): FleetView {
  const page = query.get("page") ?? "1";
  if (!/^[1-9]\d{0,5}$/.test(page)) throw new FieldError("page", page, "a number from 1");
  return {
    show: oneOf("show", query.get("show") ?? "all", SHOWS),
    q: (query.get("q") ?? "").trim().slice(0, 64),
    layout: oneOf("layout", query.get("layout") ?? "tiles", ["tiles", "rows"] as const),
    page: Number(page),
  };
}

/** The address of a view, without what is as usual. */
export function fleetUrl(view: FleetView): string {
  const query = new URLSearchParams();
  if (view.show !== "all") query.set("show", view.show);
  if (view.q !== "") query.set("q", view.q);
  if (view.layout !== "tiles") query.set("layout", view.layout);
  if (view.page !== 1) query.set("page", String(view.page));
  const text = query.toString();
  return text === "" ? "/" : `/?${text}`;
}

function oneOf<T extends string>(field: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value);
  if (found === undefined) throw new FieldError(field, value, `one of ${allowed.join(", ")}`);
  return found;
}
