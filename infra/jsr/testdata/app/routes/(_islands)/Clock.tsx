import { asset } from "fresh/runtime";
import { total } from "../../islands/shared.ts";

/** Shows what the counters have counted together. */
export default function Clock() {
  return <output data-asset={asset("/dot.svg")}>{total}</output>;
}
