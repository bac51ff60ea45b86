/** Rows on their way to one table: the bytes of a request, and whose they are. */
import type { Row } from "../decode/row.ts";
import { Bytes } from "../bytes.ts";
import { writeRow } from "./ilp.ts";

/**
 * Lines of the line protocol, written as the rows come into one buffer that is used again and again:
 * what waits for its commit is neither object nor string, and a request is not put together first.
 */
export class Batch<T> {
  readonly #bytes = new Bytes();
  /** Where each row's line ends. */
  #ends: number[] = [];
  #owners: T[] = [];

  /** How many rows it holds. */
  get rows(): number {
    return this.#ends.length;
  }

  /** Appends a row. */
  add(row: Row, owner: T): void {
    writeRow(row, this.#bytes);
    this.#close(owner);
  }

  /** Appends a row of another batch. */
  addFrom(other: Batch<T>, row: number): void {
    this.#bytes.append(other.#bytes.slice(other.#start(row), other.#ends[row]));
    this.#close(other.#owners[row]);
  }

  /** The bytes of the first rows; valid until the batch is changed. */
  head(rows: number): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#start(rows));
  }

  /** Whose a row is. */
  owner(row: number): T {
    return this.#owners[row];
  }

  /** Takes rows out, from `from` on; returns whose they were. */
  remove(from: number, rows: number): T[] {
    const [start, end] = [this.#start(from), this.#start(from + rows)];
    this.#bytes.cut(start, end);
    this.#ends.splice(from, rows);
    for (let row = from; row < this.#ends.length; row++) this.#ends[row] -= end - start;
    return this.#owners.splice(from, rows);
  }

  #start(row: number): number {
    return row === 0 ? 0 : this.#ends[row - 1];
  }

  #close(owner: T): void {
    this.#ends.push(this.#bytes.length);
    this.#owners.push(owner);
  }
}
