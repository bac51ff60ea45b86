/** Which tiles of a long list are near the part of it that is seen. */

/** Tiles from `first` up to `last`, and the heights that stand for the others, in px. */
export interface TileWindow {
  readonly first: number;
  readonly last: number;
  readonly above: number;
  readonly below: number;
}

/** How a list of tiles lies in the window; lengths in px. */
export interface ListPlace {
  /** Where the list begins, measured from the top of the window; negative when scrolled past. */
  readonly top: number;
  readonly viewport: number;
  readonly columns: number;
  readonly rowHeight: number;
}

/**
 * Rows come and go so many at a time, and at least so many are kept above and below what is seen:
 * scrolling shows no blank and renders nothing but once in a while.
 */
const BLOCK = 8;

/** The window on a list of `count` tiles. */
export function tileWindow(count: number, place: ListPlace): TileWindow {
  const { top, viewport, columns, rowHeight } = place;
  const rows = Math.ceil(count / columns);
  const within = (row: number) => Math.min(rows, Math.max(0, row));
  const firstRow = within((Math.floor(-top / rowHeight / BLOCK) - 1) * BLOCK);
  const lastRow = within((Math.ceil((viewport - top) / rowHeight / BLOCK) + 1) * BLOCK);
  return {
    first: firstRow * columns,
    last: Math.min(count, lastRow * columns),
    above: firstRow * rowHeight,
    below: (rows - lastRow) * rowHeight,
  };
}
