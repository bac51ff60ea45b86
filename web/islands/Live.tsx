import { useMount } from "../components/parts/hooks.ts";
import { startSession } from "../client/live/session.ts";

/** Opens the page's one stream; shows nothing. `url` says which channel. */
export default function Live({ url }: { readonly url: string }) {
  useMount(() => startSession(url));
  return null;
}
