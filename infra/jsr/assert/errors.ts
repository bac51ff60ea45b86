import { failed, show } from "./assertion_error.ts";

// deno-lint-ignore no-explicit-any -- the real signature: a constructor of any arguments
type ErrorConstructor<E extends Error> = abstract new (...args: any[]) => E;

/** Asserts that `fn` throws, and returns what it threw. */
export function assertThrows(fn: () => unknown, msg?: string): unknown;
/** Asserts that `fn` throws an `ErrorClass` whose message includes `msgIncludes`. */
export function assertThrows<E extends Error = Error>(
  fn: () => unknown,
  ErrorClass: ErrorConstructor<E>,
  msgIncludes?: string,
  msg?: string,
): E;
export function assertThrows(fn: () => unknown, ...wanted: unknown[]): unknown {
  const { ErrorClass, includes, msg } = expectation(wanted);
  try {
    fn();
  } catch (error) {
    return checked(error, ErrorClass, includes, msg);
  }
  failed("Expected function to throw", msg);
}

/** Asserts that the promise that `fn` returns rejects, and resolves to the reason. */
export function assertRejects(
  fn: () => PromiseLike<unknown>,
  msg?: string,
): Promise<unknown>;
/** Asserts that it rejects with an `ErrorClass` whose message includes `msgIncludes`. */
export function assertRejects<E extends Error = Error>(
  fn: () => PromiseLike<unknown>,
  ErrorClass: ErrorConstructor<E>,
  msgIncludes?: string,
  msg?: string,
): Promise<E>;
export async function assertRejects(
  fn: () => PromiseLike<unknown>,
  ...wanted: unknown[]
): Promise<unknown> {
  const { ErrorClass, includes, msg } = expectation(wanted);
  const promise = started(fn, msg);
  try {
    await promise;
  } catch (error) {
    return checked(error, ErrorClass, includes, msg);
  }
  failed("Expected function to reject", msg);
}

function started(
  fn: () => PromiseLike<unknown>,
  msg?: string,
): PromiseLike<unknown> {
  let promise: PromiseLike<unknown> | undefined;
  try {
    promise = fn();
  } catch (error) {
    failed(`Function throws when expected to reject, with ${show(error)}`, msg);
  }
  if (typeof promise?.then !== "function") {
    failed("Expected function to return a promise", msg);
  }
  return promise;
}

/** The optional arguments: either `(msg?)` or `(ErrorClass, msgIncludes?, msg?)`. */
function expectation([first, second, third]: unknown[]) {
  if (typeof first === "string") return { msg: first };
  return {
    ErrorClass: first as ErrorConstructor<Error> | undefined,
    includes: second as string | undefined,
    msg: third as string | undefined,
  };
}

function checked(
  error: unknown,
  ErrorClass?: ErrorConstructor<Error>,
  includes = "",
  msg?: string,
): unknown {
  if (!ErrorClass) return error;
  if (!(error instanceof ErrorClass)) {
    failed(
      `Expected an error of class ${ErrorClass.name}, got ${show(error)}`,
      msg,
    );
  }
  if (!error.message.includes(includes)) {
    failed(
      `Expected the error's message to include "${includes}", got "${error.message}"`,
      msg,
    );
  }
  return error;
}
