/** Looks into lists that are in order. */

/** Index of the first item that satisfies `test`, which holds for all items after it; the length where none does. */
export function firstWhere<T>(items: readonly T[], test: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(items[middle] as T)) high = middle;
    else low = middle + 1;
  }
  return low;
}
