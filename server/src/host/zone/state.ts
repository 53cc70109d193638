/** What a line of a zone file inherits from the lines before it. */

export interface State {
  /** Full name of the last owner; null before the first. See `names.ts`. */
  readonly owner: string | null;
  /** Full name that relative names end in. */
  readonly origin: string;
  /** What the last `$TTL` says, in seconds. RFC 2308, 4 */
  readonly defaultTtl: number | null;
  /** The last TTL stated in a record: it holds where there is no `$TTL`. RFC 1035, 5.1 */
  readonly lastTtl: number | null;
  /** Whether a record that names no class is of class IN: what the zone's SOA says. */
  readonly internet: boolean;
  /** Records that `$GENERATE` has made so far: what bounds them. */
  readonly generated: number;
  /** Files that `$INCLUDE` has read so far: what bounds them. */
  readonly included: number;
}

export function sameState(a: State, b: State): boolean {
  return (
    a.owner === b.owner &&
    a.origin === b.origin &&
    a.defaultTtl === b.defaultTtl &&
    a.lastTtl === b.lastTtl &&
    a.internet === b.internet &&
    a.generated === b.generated &&
    a.included === b.included
  );
}

/** How a file begins: nothing is known but the origin. */
export function initialState(origin: string): State {
  return { owner: null, origin, defaultTtl: null, lastTtl: null, internet: true, generated: 0, included: 0 };
}
