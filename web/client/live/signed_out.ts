/** A session may have ended; a stream doesn't say why it was refused. */

/** Says that a page's script asks, so that the browser doesn't ask for a password by itself. */
export const FROM_SCRIPT = { "x-requested-with": "fetch" };

/** Asks for the head of `url`, and loads the page anew if one has to sign in: that leads there. */
export async function leaveIfSignedOut(
  url: string,
  ask: (url: string, init: RequestInit) => Promise<Response> = fetch,
  leave: () => void = () => location.reload(),
): Promise<void> {
  try {
    const { status } = await ask(url, { method: "HEAD", headers: FROM_SCRIPT });
    if (status === 401) leave();
  } catch {
    // No answer at all: the banner says so, and the stream is tried again.
  }
}
