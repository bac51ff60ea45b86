/** What a page of the fleet shows and when, noted in the page itself, beside its own script. */

/** A value that was drawn on a device's tile; `at` by the machine's clock. */
export interface Drawn {
  readonly device: string;
  readonly value: number;
  readonly at: number;
  /** Whether the tile has a chart. */
  readonly charted: boolean;
}

/** What has been noted since the page began, or since it was cleared. */
export interface Screen {
  /** ms from each reading's own time until the frame that brought it was painted. */
  ages: number[];
  drawn: Drawn[];
  /** Characters of each event's data. */
  received: { readonly name: string; readonly length: number }[];
}

/** A page that `watchScreen` watches. */
export type Watched = typeof globalThis & { screenOfBench: Screen };

/**
 * Notes what comes and what is drawn. Runs in the page before its own script does, so it stands
 * alone. A reading counts as drawn in the first task after the frame that shows it was painted.
 */
export function watchScreen(): void {
  const screen: Screen = { ages: [], drawn: [], received: [] };
  (globalThis as Watched).screenOfBench = screen;
  const painted = (then: (at: number) => void) =>
    requestAnimationFrame(() => setTimeout(() => then(Date.now()), 0));

  const noteFrame = (data: string) => {
    const { base, ts }: { base: number; ts: (number | null)[] } = JSON.parse(data);
    painted((at) => {
      for (const offset of ts) if (offset !== null) screen.ages.push(at - base - offset);
    });
  };
  globalThis.EventSource = class extends EventSource {
    constructor(url: string | URL) {
      super(url);
      for (const name of ["snapshot", "frame", "status", "parts", "pipeline", "heartbeat"]) {
        this.addEventListener(name, ({ data }) => {
          screen.received.push({ name, length: data.length });
          if (name === "frame") noteFrame(data);
        });
      }
    }
  };

  const noteText = (text: Node) => {
    const tile = text.parentElement?.closest(".tiles li b")?.closest("li");
    const value = parseFloat(text.textContent ?? "");
    if (!tile || Number.isNaN(value)) return;
    const device = decodeURIComponent(tile.querySelector("a")!.pathname.split("/").at(-1)!);
    painted((at) => {
      const charted = tile.querySelector("canvas") !== null;
      screen.drawn.push({ device, value, at, charted });
    });
  };
  new MutationObserver((changes) => changes.forEach(({ target }) => noteText(target)))
    .observe(document, { subtree: true, characterData: true });
}
