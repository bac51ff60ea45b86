/** The one line that says how the pipeline is doing. */

/** What the line shows. */
export interface Live {
  /** Devices online, and readings waiting on them; `undefined` while the devices say nothing. */
  readonly fleet?: { readonly online: number; readonly waiting: number };
  /** `undefined` while the database does not answer. */
  readonly database?: {
    readonly rowsPerSecond: number;
    /** The age of the newest row in milliseconds, if there is a row. */
    readonly age?: number;
  };
}

/** Such as `10 online · 10.0 rows/s · 0 waiting · newest row 0.1 s old`. */
export function formatLive({ fleet, database }: Live): string {
  return [
    `${fleet?.online ?? 0} online`,
    database ? `${database.rowsPerSecond.toFixed(1)} rows/s` : "database does not answer",
    fleet ? `${fleet.waiting} waiting` : "",
    database ? newest(database.age) : "",
  ].filter((part) => part !== "").join(" · ");
}

function newest(age: number | undefined): string {
  if (age === undefined) return "no row yet";
  const seconds = Math.max(0, age) / 1000; // a device's clock may be ahead
  if (seconds < 60) return `newest row ${seconds.toFixed(1)} s old`;
  return `newest row ${Math.floor(seconds / 60)} min old`;
}
