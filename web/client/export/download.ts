/** Files out of the page. */

/** Offers `content` as a file. */
export function download(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads the address after the click.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** Offers a table as a CSV file. */
export function downloadCsv(name: string, text: string): void {
  download(name, new Blob([text], { type: "text/csv;charset=utf-8" }));
}

/** A name for a file: words and times joined by `-`, without what file systems refuse. */
export function fileName(parts: readonly string[], ending: string): string {
  const stem = parts.map((part) => part.replaceAll(/[^A-Za-z0-9._-]+/g, "-")).join("-");
  return `${stem}.${ending}`;
}
