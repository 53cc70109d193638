/** Cuts a stream of octets into lines, and holds no more of it than one line. */

const LF = 10;

/** A line that is longer than the limit, whose octets were let go. */
export const TOO_LONG = Symbol("too long");

export class Lines {
  readonly #limit: number;
  #pieces: Uint8Array[] = [];
  #size = 0;

  /** @param limit octets of the longest line */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The lines that the next octets complete, without their ends; the octets must stay as they are. */
  *push(octets: Uint8Array): Generator<Uint8Array | typeof TOO_LONG> {
    let start = 0;
    for (let end = octets.indexOf(LF); end >= 0; end = octets.indexOf(LF, start)) {
      this.#keep(octets.subarray(start, end));
      yield this.#take();
      start = end + 1;
    }
    this.#keep(octets.subarray(start));
  }

  /** What follows the last line end, or null where nothing does. */
  end(): Uint8Array | typeof TOO_LONG | null {
    return this.#size === 0 ? null : this.#take();
  }

  #keep(octets: Uint8Array): void {
    this.#size += octets.length;
    if (this.#size > this.#limit) this.#pieces = [];
    else if (octets.length > 0) this.#pieces.push(octets);
  }

  #take(): Uint8Array | typeof TOO_LONG {
    const pieces = this.#pieces;
    const long = this.#size > this.#limit;
    this.#pieces = [];
    this.#size = 0;
    if (long) return TOO_LONG;
    return pieces.length === 1 ? (pieces[0] as Uint8Array) : Buffer.concat(pieces);
  }
}
