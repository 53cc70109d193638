/** The known word nearest to one that was mistyped. */

/** The one word within two changes (a third of its length at most) of `word`; null where there is none, or a tie. */
export function nearestName(word: string, known: Iterable<string>): string | null {
  const limit = Math.min(2, Math.floor(word.length / 3));
  let best: string | null = null;
  let bestDistance = limit + 1;
  for (const each of known) {
    const distance = changes(word.toLowerCase(), each.toLowerCase(), limit);
    if (distance < bestDistance) {
      best = each;
      bestDistance = distance;
    } else if (distance === bestDistance) best = null;
  }
  return bestDistance <= limit ? best : null;
}

/** Insertions, deletions, replacements and swaps of neighbours from `a` to `b`, or `limit + 1` where it is more. */
export function changes(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (row[j] as number) + 1,
        (next[j - 1] as number) + 1,
        (row[j - 1] as number) + (same ? 0 : 1),
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (before[j - 2] as number) + 1);
      }
      next.push(cost);
    }
    before = row;
    row = next;
  }
  return Math.min(row[b.length] as number, limit + 1);
}
