/** What the decoder is given. */

/** A message as the broker delivered it. */
export interface Message {
  readonly topic: string;
  readonly payload: Uint8Array;
  /** Whether the broker replayed it because it is retained; false if it was published just now. */
  readonly retained: boolean;
  /** The ingest's clock when it came, Unix milliseconds. */
  readonly receivedAt: number;
}

/** What the decoder knows besides the message; it only reads it. */
export interface Registry {
  /** How far ahead of the ingest's a device's clock may be, in ms. */
  readonly clockSkewLimit: number;
  /** Devices whose last known status is offline. */
  readonly offline: ReadonlySet<string>;
}
