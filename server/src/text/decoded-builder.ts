/** How a host makes a `Decoded`: it says of its source, from left to right, what each stretch means. */

import { type Boundary, Decoded, HOLE } from "./decoded.ts";
import type { Encode, Joint, Run } from "./run.ts";

/** Builds a `Decoded` while a host reads its source from left to right. Offsets count in `source`. */
export class DecodedBuilder {
  readonly #source: string;
  readonly #runs: Run[] = [];
  readonly #boundaries: Boundary[] = [];
  #text = "";
  #encode: Encode;
  #border: string | undefined;

  /** `border` is what the host writes to end a character-string and start another, where it can: `" "`. */
  constructor(source: string, encode: Encode, border?: string) {
    this.#source = source;
    this.#encode = encode;
    this.#border = border;
  }

  /** What follows is written in another way: a quoted string after a bare word, say. */
  encodeBy(encode: Encode, border?: string): void {
    this.#encode = encode;
    this.#border = border;
  }

  /** Characters that stand for themselves. An empty stretch marks where text could be put: between two quotes. */
  verbatim(from: number, to: number): void {
    const last = this.#runs.at(-1);
    if (
      last?.kind === "verbatim" &&
      last.to === from &&
      last.encode === this.#encode &&
      last.border === this.#border
    ) {
      this.#text += this.#source.slice(from, to);
      this.#runs[this.#runs.length - 1] = { ...last, end: this.#text.length, to };
    } else this.#add("verbatim", from, to, this.#source.slice(from, to));
  }

  /** An escape or a fold: source that stands for `text`. What stands for no text at all is a gap. */
  replaced(from: number, to: number, text: string): void {
    if (text !== "") this.#add("replaced", from, to, text);
  }

  /** A blank between two items of a list, which stands nowhere. */
  joint(at: number, text: string, joint: Joint): void {
    this.#add("replaced", at, at, text, joint);
  }

  /** Source whose value is unknown. The encoding in force says how text is written directly beside it. */
  hole(from: number, to: number): void {
    this.#add("hole", from, to, HOLE);
  }

  /** A value of the same source that stands farther to the right, as it is. */
  append(decoded: Decoded): void {
    const shift = this.#text.length;
    for (const run of decoded.runsFor(this.#source)) {
      if (run.from < (this.#runs.at(-1)?.to ?? 0))
        throw new RangeError("a host must read from left to right");
      this.#runs.push({ ...run, start: run.start + shift, end: run.end + shift });
    }
    for (const { at, source } of decoded.boundaries) this.#boundaries.push({ at: at + shift, source });
    this.#text += decoded.text;
  }

  /** Here ends one character-string and begins the next; `from` to `to` is the source between the two. */
  boundary(from: number, to: number): void {
    this.#boundaries.push({ at: this.#text.length, source: { start: from, end: to } });
  }

  build(): Decoded {
    return new Decoded(this.#source, this.#text, this.#runs, this.#boundaries);
  }

  #add(kind: Run["kind"], from: number, to: number, text: string, joint?: Joint): void {
    if (from < (this.#runs.at(-1)?.to ?? 0) || to < from)
      throw new RangeError("a host must read from left to right");
    const start = this.#text.length;
    this.#text += text;
    const [encode, border] = [this.#encode, this.#border];
    const run: Run = { kind, start, end: this.#text.length, from, to, encode, border };
    this.#runs.push(joint ? { ...run, joint } : run);
  }
}
