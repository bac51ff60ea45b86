/** Answers that may be late or fail without holding up the rest of a page. */

/** An answer if it comes within so many ms; undefined if it does not, or if it is a failure. */
export async function within<T>(ms: number, answer: Promise<T>): Promise<T | undefined> {
  const late = Promise.withResolvers<undefined>();
  const timer = setTimeout(() => late.resolve(undefined), ms);
  try {
    return await Promise.race([answer.catch(() => undefined), late.promise]);
  } finally {
    clearTimeout(timer);
  }
}
