import { signal } from "@preact/signals";

/** What both islands show: they are to share one. */
export const total = signal(0);
