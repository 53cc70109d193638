/** Which binding a name of Nix means. */

/** Names that a block gives, which count in all of it, also before they are given. */
export interface Block {
  readonly outer: Block | null;
  readonly names: Map<string, string>;
}

/** A place where a name is used; what it means is known when all blocks around it have been read. */
export interface Use {
  readonly block: Block | null;
  readonly path: string;
  readonly mean: (reference: string) => void;
}

/** Gives all names the meaning that they have where they are used. */
export function resolve(uses: readonly Use[]): void {
  for (const { block, path, mean } of uses) {
    const [head = ""] = path.split(".", 1);
    for (let around: Block | null = block; around; around = around.outer) {
      const reference = around.names.get(head);
      if (reference === undefined) continue;
      mean(reference + path.slice(head.length));
      break;
    }
  }
}
