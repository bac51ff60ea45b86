/** Which nonce the scripts of a rendered response carry; kept beside it, never sent by itself. */
const nonces = new WeakMap<Response, string>();

/** Notes a response's nonce. */
export function setNonce(response: Response, nonce: string): void {
  nonces.set(response, nonce);
}

/** The nonce of a response that `ctx.render` made. */
export function nonceOf(response: Response): string | undefined {
  return nonces.get(response);
}
