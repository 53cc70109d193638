/** Counts changes of documents, so that each can tell whether any other changed since it was looked at. */

export class Changes {
  #count = 0;
  /** Who changed last, and the last change of anybody else. */
  #last: string | null = null;
  #before = 0;

  /** The document changed; null for what is in no document. */
  note(uri: string | null): void {
    if (uri !== this.#last) {
      this.#before = this.#count;
      this.#last = uri;
    }
    this.#count++;
  }

  /** The number of the last change that was not one of this document. */
  beside(uri: string): number {
    return uri === this.#last ? this.#before : this.#count;
  }
}
