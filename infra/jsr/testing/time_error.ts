/** Fake time used where time is not faked, or faked twice. */
export class TimeError extends Error {
  override name = "TimeError";
}
