/** Says what `text` returns (nothing if that is empty) every `interval` ms until it is disposed. */
export function regularly(
  say: (text: string) => void,
  text: () => string,
  interval: number,
): Disposable {
  const timer = setInterval(() => {
    const now = text();
    if (now !== "") say(now);
  }, interval);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
