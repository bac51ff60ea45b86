import type { VNode } from "preact";
import type { Island } from "../shared/build.ts";
import { currentPage, type PageState } from "./page_state.ts";
import { raw } from "./raw.ts";

/** The script that starts the islands; nothing on a page without. */
export function Scripts(): VNode | null {
  const page = currentPage();
  if (!page || page.has.scripts) return null;
  page.has.scripts = true;
  if (page.islands.size === 0) return null;
  const html = { __html: bootScript(page) };
  return raw("script", { type: "module", nonce: page.nonce, dangerouslySetInnerHTML: html });
}

/** The `Link` header that has the browser fetch the scripts early; undefined if there are none. */
export function preloadHeader({ build, islands }: PageState): string | undefined {
  if (islands.size === 0) return undefined;
  const scripts = [build.bootScript, ...[...islands].map(({ script }) => script)];
  return scripts.map((path) => `<${encodeURI(path)}>; rel="modulepreload"; as="script"`).join(", ");
}

function bootScript({ build, islands, props }: PageState): string {
  const imports = [...islands].map(importOf).join("");
  const names = [...islands].map(({ name }) => name).join(",");
  return `import { boot } from "${build.bootScript}";${imports}` +
    `boot({${names}},${scriptText(`[${props.join(",")}]`)});`;
}

function importOf({ name, exportName, script }: Island): string {
  return exportName === "default"
    ? `import ${name} from "${script}";`
    : `import { ${exportName} as ${name} } from "${script}";`;
}

/** A text as a JavaScript string that can't end the script element it stands in. */
function scriptText(text: string): string {
  return JSON.stringify(text).replaceAll("<", "\\u003C");
}
