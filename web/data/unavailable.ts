/** The database can't be reached or does not answer in time; the answer is 503 with these words. */
export class Unavailable extends Error {
  override name = "Unavailable";
}
