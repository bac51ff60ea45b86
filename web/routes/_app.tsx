import { asset } from "fresh/runtime";
import { THEME_SCRIPT } from "../client/theme.ts";
import { PageNav } from "../components/shell/PageNav.tsx";
import Banners from "../islands/Banners.tsx";
import Strip from "../islands/Strip.tsx";
import Tools from "../islands/Tools.tsx";
import { define } from "../utils.ts";

const SHEETS = [
  "tokens",
  "base",
  "marks",
  "shell",
  "parts",
  "tables",
  "fleet",
  "charts",
  "uplot",
  "device",
  "pipeline",
  "ledger",
  "letters",
  "narrow",
];

/** The document around every page. Someone who is not let in yet sees only the name. */
export default define.page(({ Component, url, state }) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>Ledgerline</title>
      <script dangerouslySetInnerHTML={{ __html: THEME_SCRIPT }} />
      <link rel="icon" href={asset("/icon.svg")} type="image/svg+xml" />
      {SHEETS.map((name) => <link key={name} rel="stylesheet" href={asset(`/css/${name}.css`)} />)}
    </head>
    <body>
      <a class="skip" href="#main">Skip to content</a>
      {url.pathname === "/login" ? null : (
        <>
          <header class="bar">
            <a class="brand" href="/" aria-current="false">Ledgerline</a>
            <PageNav path={url.pathname} login={state.login} />
            <Tools />
          </header>
          <Strip />
          <Banners />
        </>
      )}
      <Component />
    </body>
  </html>
));
