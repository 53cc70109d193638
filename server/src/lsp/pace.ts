/** Cuts long work in the background into short turns, and keeps it still while somebody types. */

import type { Platform } from "./session.ts";

/** Milliseconds of work between two looks at what else there is to do. */
const TURN = 8;
/** Milliseconds without a change after which nobody is taken to be typing. */
const QUIET = 200;

export class Pace {
  readonly #platform: Pick<Platform, "now" | "after">;
  #changed = Number.NEGATIVE_INFINITY;
  #began = Number.NEGATIVE_INFINITY;

  constructor(platform: Pick<Platform, "now" | "after">) {
    this.#platform = platform;
  }

  /** Somebody typed. */
  disturb(): void {
    this.#changed = this.#platform.now();
  }

  /** Settles when it is time to go on. */
  async turn(): Promise<void> {
    const { now } = this.#platform;
    if (now() - this.#began < TURN && this.#changed < this.#began) return;
    do await this.#wait(Math.max(1, this.#changed + QUIET - now()));
    while (now() - this.#changed < QUIET);
    this.#began = now();
  }

  #wait(milliseconds: number): Promise<void> {
    return new Promise((resolve) => void this.#platform.after(milliseconds, resolve));
  }
}
