/** Remembers the latest of what was made, for things that many ask of one after the other. */

/**
 * The same function, which gives what it gave before where it is called again with the same arguments. Rules look at one
 * record after the other, so that one answer is all there is to keep; a table would keep those of a whole zone.
 */
export function keepingLast<Arguments extends readonly unknown[], Made>(
  make: (...of: Arguments) => Made,
): (...of: Arguments) => Made {
  let last: { readonly of: Arguments; readonly made: Made } | null = null;
  return (...of) => {
    if (!last?.of.every((each, i) => each === of[i])) last = { of, made: make(...of) };
    return last.made;
  };
}
