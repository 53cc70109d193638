/** Which declaration a name of a program means. */

/** Names that a block or a function declares; those of the outermost level belong to the whole file. */
export class Scope {
  readonly #outer: Scope | null;
  readonly #names = new Map<string, string>();

  constructor(outer: Scope | null) {
    this.#outer = outer;
  }

  /** The reference for a name that is declared here, `at` where. */
  declare(name: string, at: number): string {
    const reference = this.#outer ? `${name}@${at}` : name;
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    this.#names.set(name, reference);
    return reference;
  }

  /** The reference for a name that is used here. */
  resolve(name: string): string {
    return this.#names.get(name) ?? this.#outer?.resolve(name) ?? name;
  }
}
