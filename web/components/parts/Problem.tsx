import { PassingButton } from "./PassingButton.tsx";

/** A part of the page that failed: what it says, and trying again. The rest goes on. */
export function Problem(
  { words, onRetry }: { readonly words: string | null; readonly onRetry: () => void },
) {
  if (words === null) return null;
  return (
    <div class="banner crit">
      <i class="i tri" />
      <span role="alert">Not available</span>
      <p>{words}. What is shown is as of before.</p>
      <PassingButton onClick={onRetry}>Try again</PassingButton>
    </div>
  );
}
