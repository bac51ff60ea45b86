/** A user's name and password. */

/** Who logs in, and with what. */
export interface Login {
  readonly name: string;
  readonly password: string;
}

/** The HTTP header `authorization` of a user (RFC 7617). */
export function basicAuthorization({ name, password }: Login): string {
  const bytes = new TextEncoder().encode(`${name}:${password}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}
