/** Writes texts in the order in which they were asked for, though some take longer than those behind them. */

/** Texts at hand are gathered up to so many characters before they are written. */
const GATHERED = 64 * 1024;

export class InOrder {
  readonly #write: (text: string) => void;
  readonly #most: number;
  /** Texts at hand that wait for nobody. */
  #gathered = "";
  /** Ends when each text that is not at hand, and all before it, are written. */
  readonly #waiting: Promise<void>[] = [];

  /** @param most how many may be waited for at once */
  constructor(write: (text: string) => void, most: number) {
    this.#write = write;
    this.#most = most;
  }

  /** Takes the next text; the promise is there where the caller has to wait before it adds another. */
  add(text: string | Promise<string>): Promise<void> | void {
    if (this.#waiting.length === 0 && typeof text === "string") {
      this.#gathered += text;
      if (this.#gathered.length > GATHERED) this.flush();
      return;
    }
    this.flush();
    const before = this.#waiting.at(-1);
    const written = Promise.all([text, before]).then(([ready]) => {
      this.#write(ready);
      this.#waiting.shift();
    });
    this.#waiting.push(written);
    return this.#waiting.length >= this.#most ? this.#waiting[0] : undefined;
  }

  /** Writes what is at hand. */
  flush(): void {
    if (this.#gathered === "") return;
    this.#write(this.#gathered);
    this.#gathered = "";
  }

  /** Waits until everything is written. */
  async end(): Promise<void> {
    this.flush();
    await this.#waiting.at(-1);
  }
}
