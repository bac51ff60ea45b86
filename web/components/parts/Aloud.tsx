/** Reads words aloud that are seen elsewhere, when they come: it has to be there before they are. */
export function Aloud({ words }: { readonly words: string }) {
  return <span class="vh" role="status">{words}</span>;
}
