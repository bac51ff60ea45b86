/**
 * How far the server's clock is from the browser's. A message that the server stamped can't have
 * been received before it was sent, nor sent before it was asked for: both bound the difference.
 */
export class ServerClock {
  #least = -Infinity;
  #most = Infinity;

  /**
   * Takes in a message: the server's time in it, the browser's at its arrival and, if it answers a
   * request, at that request. Bounds that contradict those before (a clock was set) replace them.
   */
  observe(sent: number, arrived: number, asked = -Infinity): void {
    const [least, most] = [sent - arrived, sent - asked];
    if (least > this.#most || most < this.#least) [this.#least, this.#most] = [least, most];
    this.#least = Math.max(this.#least, least);
    this.#most = Math.min(this.#most, most);
  }

  /** Server's clock minus the browser's in ms; 0 as long as nothing says otherwise. */
  get offset(): number {
    if (this.#least <= 0 && this.#most >= 0) return 0;
    if (this.#most === Infinity) return this.#least;
    return (this.#least + this.#most) / 2;
  }

  /** How wrong `offset` can be, in ms; 0 while both clocks can be the same. */
  get error(): number {
    if (this.#least <= 0 && this.#most >= 0) return 0;
    return this.#most === Infinity ? Infinity : (this.#most - this.#least) / 2;
  }
}
