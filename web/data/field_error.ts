/** A parameter of a request that is wrong; the answer is 400 with these words. */
export class FieldError extends RangeError {
  override name = "FieldError";

  /** `allowed` goes on after "must be". */
  constructor(readonly field: string, readonly value: string, readonly allowed: string) {
    super(`${field}=${JSON.stringify(value.slice(0, 100))}: must be ${allowed}`);
  }
}
