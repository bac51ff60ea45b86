import { formatNumber } from "../../client/format/number.ts";
import { lettersPath } from "../../client/letters/address.ts";

/** How many dead letters a device has; leads to them if there are any. */
export function LettersOf({ device, count }: { readonly device: string; readonly count: number }) {
  if (count === 0) return <>{formatNumber(0)}</>;
  return <a href={lettersPath({ device })}>{formatNumber(count)}</a>;
}
