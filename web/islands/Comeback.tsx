import { useMount } from "../components/parts/hooks.ts";
import { waitForDatabase } from "../client/live/comeback.ts";

/** On an error page: comes back by itself when the database does. */
export default function Comeback() {
  useMount(() => waitForDatabase(() => location.reload()));
  return (
    <p class="dim needs-script" role="status">
      Asking again every 3 seconds; the page comes back by itself.
    </p>
  );
}
