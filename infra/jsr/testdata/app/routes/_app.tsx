import { define } from "../define.ts";

export default define.page(({ Component, url }) => (
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <title>Fixture</title>
      <link rel="stylesheet" href="/style.css" />
      <script>document.documentElement.dataset.frame = 'yes';</script>
    </head>
    <body data-path={url.pathname}>
      <a href="/devices">devices</a>
      <Component />
    </body>
  </html>
));
