/** Sharing an answer among all who ask at about the same time. */

/** Asks at most every `goodFor` ms; those who come in between get the same, also while it is made. */
export function recently<T>(
  ask: () => Promise<T>,
  goodFor: number,
  now: () => number,
): () => Promise<T> {
  let last: { readonly at: number; readonly answer: Promise<T> } | undefined;
  let asking = false;
  return () => {
    if (last !== undefined && (asking || now() - last.at <= goodFor)) return last.answer;
    asking = true;
    const answer = ask().finally(() => asking = false);
    answer.catch(() => last = undefined);
    last = { at: now(), answer };
    return answer;
  };
}

/** As `recently`, a question for each key. No more than `most` answers are kept, the newest ones. */
export function recentlyEach<T>(
  ask: (key: string) => Promise<T>,
  goodFor: number,
  now: () => number,
  most: number,
): (key: string) => Promise<T> {
  const known = new Map<string, () => Promise<T>>();
  return (key) => {
    const asked = known.get(key) ?? recently(() => ask(key), goodFor, now);
    known.delete(key);
    known.set(key, asked);
    for (const [oldest] of known) {
      if (known.size > most) known.delete(oldest);
    }
    return asked();
  };
}
