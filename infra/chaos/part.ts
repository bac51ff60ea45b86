/** What chaos does its faults to. */

/** A process that can be ended, frozen and started again. */
export interface Part {
  readonly name: string;
  /** Starts it; resolves when it runs. */
  start(): Promise<void>;
  /** Tells it to stop; resolves when it is gone. */
  stop(): Promise<void>;
  /** Ends it as a crash would; resolves when it is gone. */
  kill(): Promise<void>;
  freeze(): void;
  thaw(): void;
  /** Removes what it keeps; it must not run. */
  wipe?(): Promise<void>;
  /** Starts it again if it has ended by itself, and returns how that was. */
  revive(): Promise<string | undefined>;
  /** Ends it at once, whatever it does, without waiting: we are about to end. */
  end(): void;
}

/** Which part of the system a kill counts for. */
export type Kind = "device" | "broker" | "ingest" | "questdb";
