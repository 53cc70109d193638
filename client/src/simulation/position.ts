/** Keeps hold of a place in a document while the text around it is edited. */

export interface Change {
  /** In UTF-16 units of the text before the change. */
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/**
 * Where an offset is after changes that were made at once, so that all of them count from the text before. What stood
 * in a replaced stretch is now at its start, where the new text begins.
 */
export function shifted(offset: number, changes: readonly Change[]): number {
  let by = 0;
  for (const change of changes) {
    if (change.offset + change.length <= offset) by += change.text.length - change.length;
    else if (change.offset < offset) by -= offset - change.offset;
  }
  return offset + by;
}
