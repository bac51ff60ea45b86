const PAGES = [
  ["/", "Fleet"],
  ["/ledger", "Ledger"],
  ["/pipeline", "Pipeline"],
  ["/health", "Health"],
] as const;

/** The pages; the one that `path` belongs to is marked. */
export function PageNav({ path, login }: { readonly path: string; readonly login: boolean }) {
  return (
    <nav aria-label="Pages">
      {PAGES.map(([href, name]) => (
        <a key={href} href={href} aria-current={isHere(href, path) ? "page" : "false"}>{name}</a>
      ))}
      {login && (
        <form method="post" action="/logout" class="inline">
          <button type="submit">Sign out</button>
        </form>
      )}
    </nav>
  );
}

function isHere(href: string, path: string): boolean {
  if (href === "/") return path === "/" || path.startsWith("/devices/");
  if (href === "/ledger" && path === "/dead-letters") return true;
  return path === href || path.startsWith(`${href}/`);
}
