import { At } from "../components/parts/When.tsx";

/** A moment on a part of a page that no script renders again; it follows the chosen zone. */
export default function Time(props: { readonly ms: number; readonly made: number }) {
  return <At {...props} />;
}
