import { CopyButton } from "../components/parts/CopyButton.tsx";

/** Copies a command that stands beside it. */
export default function CopyCommand({ command }: { readonly command: string }) {
  return <CopyButton text={() => command} word="Copy" otherwise="Select it to copy it" />;
}
