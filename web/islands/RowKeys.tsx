import { stepRows } from "../client/keys/rows.ts";
import { useAction } from "../components/parts/hooks.ts";

/** Moves the focus from row to row by key; shows nothing. */
export default function RowKeys() {
  useAction((action) => {
    if (action.do !== "next" && action.do !== "previous") return false;
    return stepRows(action.do === "next" ? 1 : -1);
  });
  return null;
}
