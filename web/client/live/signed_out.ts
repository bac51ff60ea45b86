/** A stream doesn't say why it was refused; a session may have ended. */

/** Asks for the head of `url`, and loads the page anew if one has to sign in: that leads there. */
export async function leaveIfSignedOut(
  url: string,
  ask: (url: string, init: RequestInit) => Promise<Response> = fetch,
  leave: () => void = () => location.reload(),
): Promise<void> {
  try {
    const { status } = await ask(url, { method: "HEAD" });
    if (status === 401) leave();
  } catch {
    // No answer at all: the banner says so, and the stream is tried again.
  }
}
